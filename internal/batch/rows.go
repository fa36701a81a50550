package batch

import "bytes"

// rowEnd finds where the first row of a comma-separated text ends, its line feed included. A quote opens a quoted cell
// only where a cell begins; elsewhere it stands for itself, as spreadsheets have it. Open says that the text ends inside a
// quoted cell. Wrong is a reason why the row cannot be read.
func rowEnd(b []byte) (n int, open bool, wrong string) {
	first := lineAt(b, 0)
	line := first
	for i := 0; ; {
		q := bytes.IndexByte(b[i:line], '"')
		if q < 0 { // no more quotes in this line
			return min(line+1, len(b)), false, ""
		}
		if q += i; q > 0 && b[q-1] != ',' { // it stands within a cell
			i = q + 1
			continue
		}
		if i = quotedEnd(b, q); i < 0 {
			return len(b), true, ""
		}
		if i < len(b) && b[i] != ',' && b[i] != '\n' && b[i] != '\r' {
			return min(first+1, len(b)), false, "text follows a closing quote; write a quote inside a quoted cell twice"
		}
		if i > line { // the cell went on over the end of the line
			line = lineAt(b, i)
		}
	}
}

// lineAt returns where the line ends that i stands in, without its line feed.
func lineAt(b []byte, i int) int {
	if n := bytes.IndexByte(b[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(b)
}

// quotedEnd returns the place behind the quote that closes the one at i, or -1.
func quotedEnd(b []byte, i int) int {
	for i++; ; i += 2 {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			return -1
		}
		if i += j; i+1 >= len(b) || b[i+1] != '"' {
			return i + 1
		}
	}
}

// cell is one cell of a row: its text, and its place in the row.
type cell struct {
	text []byte
	at   int
}

// cells divides a row that rowEnd has found whole. Most rows are short of text and full of commas, so it looks at one byte
// after the other.
func cells(row []byte, to []cell) []cell {
	row = bytes.TrimSuffix(bytes.TrimSuffix(row, []byte{'\n'}), []byte{'\r'})
	for i := 0; ; i++ {
		at := i
		if i < len(row) && row[i] == '"' {
			i = max(quotedEnd(row, i), i+1)
			text := row[at+1 : max(i-1, at+1)]
			if bytes.IndexByte(text, '"') >= 0 {
				text = bytes.ReplaceAll(text, []byte(`""`), []byte(`"`))
			}
			to = append(to, cell{text, at})
			for i < len(row) && row[i] != ',' {
				i++
			}
		} else {
			for i < len(row) && row[i] != ',' {
				i++
			}
			to = append(to, cell{row[at:i], at})
		}
		if i >= len(row) {
			return to
		}
	}
}

// nthCell returns the text of one cell, without dividing the rest of the row. It is nil where the row is shorter.
func nthCell(row []byte, n int) []byte {
	for ; n > 0; n-- {
		if len(row) > 0 && row[0] == '"' {
			if i := quotedEnd(row, 0); i > 0 {
				row = row[i:]
			} else {
				return nil
			}
		}
		i := bytes.IndexByte(row, ',')
		if i < 0 {
			return nil
		}
		row = row[i+1:]
	}
	if len(row) > 0 && row[0] == '"' {
		end := quotedEnd(row, 0)
		if end < 0 {
			return nil
		}
		return bytes.ReplaceAll(row[1:end-1], []byte(`""`), []byte(`"`))
	}
	if i := bytes.IndexAny(row, ",\r\n"); i >= 0 {
		row = row[:i]
	}
	return row
}
