package interview

import (
	"fmt"
	"slices"
	"strings"

	"example.com/vacatur/internal/fact"
)

// words are the texts of the interview itself in one language. The questions are the rule pack's.
type words struct {
	yes, no, notSure                     string
	person, removal                      string
	anyItem, another                     string // with the title of the list
	anyHelp, anotherHelp                 string
	date, dateOrNone, term, number       string
	first, trouble, catalog              string
	several, asNow, emptyNotSure         string
	noHelp, choose, noSuchChoice         string
	reviewTitle, reviewAsk, noSuchNumber string
	keys, keysMany, keysReview           string
	plainKeys                            string
	alone                                string
	notSaved, early                      string
	noTyping, before                     string            // before: with the answer that was changed
	unsure                               []string          // words for "not sure" in place of the choice
	letters                              map[string]string // what a letter answers to yes or no
	noYesNo, noAnswer, notKnown          string            // what is wrong with an answer
	noDate, noTerm, noNumber, noChoice   string            // the same for the types of facts; "" leaves it to the fact
}

// letter returns the answer to yes or no for which a letter stands.
func (w *words) letter(q *Question, letter string) (string, bool) {
	if q.Type != fact.YesNo {
		return "", false
	}
	id, found := w.letters[letter]
	return id, found
}

func wordsOf(lang string) *words {
	if w := languages[lang]; w != nil {
		return w
	}
	return languages["en"]
}

func (w *words) yesNo() []Choice {
	return []Choice{{"yes", w.yes}, {"no", w.no}, {Unknown, w.notSure}}
}

// isUnsure reports whether a text says "not sure" in words.
func (w *words) isUnsure(text string) bool {
	return slices.ContainsFunc(w.unsure, func(s string) bool { return strings.EqualFold(s, strings.TrimSpace(text)) })
}

// hint is the line under a question that says what its form is.
func (w *words) hint(q *Question) string {
	switch {
	case q.Type == fact.Choices:
		return w.several
	case len(q.Choices) > 0:
		return ""
	case q.Format != "":
		return q.Format + " " + w.emptyNotSure
	}
	return w.emptyNotSure
}

// wrong says what is wrong with a text that is no value of a type: as the fact itself does, in another language shorter.
func (w *words) wrong(t fact.Type, text string, err error) error {
	says := map[fact.Type]string{fact.YesNo: w.noYesNo, fact.Date: w.noDate, fact.Term: w.noTerm, fact.Number: w.noNumber, fact.Choice: w.noChoice, fact.Choices: w.noChoice}[t]
	if says == "" {
		return err
	}
	return fmt.Errorf(says, text)
}

var languages = map[string]*words{
	"en": {
		yes: "Yes", no: "No", notSure: "Not sure",
		person: "The client", removal: "Removal case",
		anyItem: "%s: is there any to write down?", another: "%s: is there another one?",
		anyHelp:     "Something still turns on this list.",
		anotherHelp: "With “not sure”, the screening counts with one more of which nothing is known.",
		date:        "Write YYYY-MM-DD, YYYY-MM or YYYY.", dateOrNone: "Write YYYY-MM-DD, YYYY-MM, YYYY, or none if it has not happened.",
		term: "Write 364 days, 6 months, 1 year (or 364d, 6mo, 1y, 1y6mo) or life; 0d for none.", number: "Write a number.",
		first: "This is the first question.", trouble: "Please check: ", catalog: "Note: ",
		several: "Any number of them.", asNow: "Now: %s (= keeps it)", emptyNotSure: "Empty if not sure.",
		noHelp: "There is no more to say about this question.", choose: "choose one at least, or “Not sure”",
		noSuchChoice: "%q is not one of the choices; write a number from 1 to %d",
		reviewTitle:  "Your answers", reviewAsk: "Number of an answer to change; empty for the result:",
		noSuchNumber: "%q is no number of an answer; write one from 1 to %d, or nothing for the result",
		keys:         "enter answer · ? help · esc back · ctrl+r review · ctrl+c stop",
		keysMany:     "space mark · enter answer · ? help · esc back · ctrl+r review · ctrl+c stop", keysReview: "enter · esc back to the questions · ctrl+c stop",
		plainKeys: "Answer with a number or in words; y, n or s for yes, no or not sure. ? explains, < goes back, > goes to the review, an empty line means “not sure”.",
		alone:     "“Not sure” stands alone; take the other marks away",
		noTyping:  "Typing does not answer here: choose with ↑ and ↓, then press enter; / searches the list.",
		notSaved:  "The answers are not saved; to keep them, start with --save FILE.",
		early:     "Questions are still open. What was not asked is not known; other convictions, if not asked for, are not counted.",
		before:    "(before: %s)",
		letters:   map[string]string{"y": "yes", "n": "no", "s": Unknown},
		unsure:    []string{"not sure", "unsure", "don't know"},
		noYesNo:   "%q is not an answer to yes or no; write yes, no or unknown (y, n or s will do)",
		noAnswer:  "there is no answer; write one, or unknown",
		notKnown:  "%q is not known here; write one of %s, or unknown",
	},
	"es": {
		yes: "Sí", no: "No", notSure: "No estoy seguro",
		person: "El cliente", removal: "Caso de deportación",
		anyItem: "%s: ¿hay algo que anotar?", another: "%s: ¿hay algo más que anotar?",
		anyHelp:     "Algo depende todavía de esta lista.",
		anotherHelp: "Si no está seguro, el análisis cuenta con uno más del que nada se sabe.",
		date:        "Escriba AAAA-MM-DD, AAAA-MM o AAAA.", dateOrNone: "Escriba AAAA-MM-DD, AAAA-MM, AAAA, o none si no ha ocurrido.",
		term: "Escriba 364 días, 6 meses, 1 año (o 364d, 6mo, 1y, 1y6mo) o life si es perpetua; 0d si no hubo.", number: "Escriba un número.",
		first: "Esta es la primera pregunta.", trouble: "Revise, por favor: ", catalog: "Nota: ",
		several: "Puede elegir varias.", asNow: "Ahora: %s (= la conserva)", emptyNotSure: "Deje vacío si no está seguro.",
		noHelp: "No hay más que decir sobre esta pregunta.", choose: "elija al menos una, o «No estoy seguro»",
		noSuchChoice: "%q no es una de las opciones; escriba un número de 1 a %d",
		reviewTitle:  "Sus respuestas", reviewAsk: "Número de la respuesta que quiere cambiar; vacío para ver el resultado:",
		noSuchNumber: "%q no es número de ninguna respuesta; escriba uno de 1 a %d, o nada para ver el resultado",
		keys:         "enter responder · ? ayuda · esc atrás · ctrl+r revisar · ctrl+c terminar",
		keysMany:     "espacio marcar · enter responder · ? ayuda · esc atrás · ctrl+r revisar · ctrl+c terminar", keysReview: "enter · esc volver a las preguntas · ctrl+c terminar",
		plainKeys: "Responda con un número o con palabras; basta s o n para sí o no. ? explica, < vuelve atrás, > va a la revisión, una línea vacía significa «no estoy seguro».",
		alone:     "«No estoy seguro» va solo; quite las otras marcas",
		noTyping:  "Aquí no se responde escribiendo: elija con ↑ y ↓ y pulse enter; / busca en la lista.",
		notSaved:  "Las respuestas no se guardan; para conservarlas, empiece con --save ARCHIVO.",
		early:     "Quedan preguntas abiertas. Lo que no se preguntó no se sabe; otras condenas por las que no se preguntó no cuentan.",
		before:    "(antes: %s)",
		unsure:    []string{"no sé", "no se", "no estoy seguro", "no estoy segura"},
		letters:   map[string]string{"s": "yes", "si": "yes", "y": "yes", "n": "no"},
		noYesNo:   "%q no responde sí o no; escriba sí, no o unknown si no está seguro (bastan s o n)",
		noAnswer:  "no hay respuesta; escriba una, o unknown si no está seguro",
		notKnown:  "%q no se conoce aquí; escriba una de %s, o unknown si no está seguro",
		noDate:    "%q no es una fecha; escriba AAAA-MM-DD, AAAA-MM o AAAA, o unknown si no está seguro",
		noTerm:    "%q no es una duración; escriba por ejemplo 364 días, 6 meses o 1 año (364d, 6mo, 1y), o life si es perpetua",
		noNumber:  "%q no es un número; escriba uno, o unknown si no está seguro",
		noChoice:  "%q no es una de las opciones",
	},
}
