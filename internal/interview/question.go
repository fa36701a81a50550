package interview

import (
	"context"

	"example.com/vacatur/internal/fact"
)

// Prompter puts questions to a person. Implementations only ask: which question comes next is not theirs to know.
type Prompter interface {
	// Ask returns an answer that q.Check accepts, or a move. It returns ErrInterrupted or ErrInputEnded where there is none.
	Ask(ctx context.Context, q Question) (Answer, error)
	// Review shows all answers and returns the index of the one to change, Done or Continue.
	Review(ctx context.Context, items []Item) (int, error)
	// Say tells something that needs no answer.
	Say(text string)
}

// What Review may return in place of an index.
const (
	Done     = -1 // on to the result
	Continue = -2 // back to the questions
)

// Move is where the person goes from a question.
type Move uint8

// The moves.
const (
	Forward  Move = iota // with an answer
	Back                 // to the question before
	ToReview             // to the review, although questions are open
)

// Unknown is the answer "not sure".
const Unknown = "unknown"

// Answer is what came of a question: a move, and for Forward the answer as a case file writes it.
type Answer struct {
	Move Move
	Text string
}

// Choice is one of the answers to choose from.
type Choice struct {
	ID    string
	Label string
}

// Question is one question in the language of the person.
type Question struct {
	ID      string // stands for the same question in every interview: conviction.plea_date of convictions 0
	Group   string // what the question is about: the person, the second conviction
	Text    string
	Help    string // why it is asked, or where to look
	Type    fact.Type
	Choices []Choice // of yes/no and choice questions; "not sure" is the last
	Format  string   // how dates and terms are written
	Current string   // the answer as it stands, where the question is asked again

	check func(string) error
}

// Check reports whether a text is an answer. The error says what would be right.
func (q *Question) Check(text string) error { return q.check(text) }

// Label returns how an answer reads to a person.
func (q *Question) Label(text string) string {
	if text == Unknown && len(q.Choices) > 0 {
		return q.Choices[len(q.Choices)-1].Label
	}
	return labels(q.Choices, text)
}

// Item is one answer in the review.
type Item struct {
	Group    string
	Question string
	Answer   string
}
