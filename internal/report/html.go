package report

import (
	"bufio"
	"html/template"
	"io"

	"example.com/vacatur/internal/display"
)

// page is the one template. html/template escapes every text by the place where it stands.
var page = template.Must(template.New("page").Funcs(template.FuncMap{"clean": display.Line}).Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{{clean .Title}}</title>
<style>
body{font:11pt/1.45 Georgia,"Times New Roman",serif;color:#111;background:#fff;max-width:46em;margin:2em auto;padding:0 1em}
h1,h2,h3,h4,.tag,.label{font-family:"Helvetica Neue",Arial,sans-serif;line-height:1.25}
h1{font-size:1.5em}h2{font-size:1.25em;border-bottom:2px solid #333;margin-top:2em}h3{font-size:1.1em;border-bottom:1px solid #999}h4{font-size:1em;margin-bottom:.3em}
ul{padding-left:1.2em}li{margin:.4em 0}dl{margin:.2em 0 .6em}dl div{margin:.15em 0}dt{display:inline}dd{display:inline;margin:0}
.label{font-size:.85em;color:#444}.tag{font-size:.75em;font-weight:bold;border:1px solid #555;border-radius:3px;padding:.05em .4em;white-space:nowrap;text-transform:uppercase}
.bad{background:#fbdede;border-color:#a00;color:#700}.doubt{background:#fff2cc;border-color:#a70;color:#530}.good{background:#ddf3df;border-color:#272;color:#150}.dim{background:#eee;color:#333}
.lead{font-weight:bold;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none;font-size:10pt}h2,h3,h4{break-after:avoid}li{break-inside:avoid}.tag{-webkit-print-color-adjust:exact;print-color-adjust:exact}@page{margin:2cm}}
</style>
</head>
<body>
<h1>{{clean .Title}}</h1>
{{range .Parts}}{{if .Items}}<ul>
{{range .Items}}<li>{{if .Tag}}<span class="tag {{.Tone}}">{{clean .Tag}}</span> {{end}}{{if .Lead}}<span class="lead">{{clean .Lead}}</span>{{if .Text}}: {{end}}{{end}}{{clean .Text}}{{if .Fields}}
<dl>{{range .Fields}}<div><dt class="label">{{clean .Label}}:</dt> <dd>{{clean .Text}}</dd></div>
{{end}}</dl>{{end}}</li>
{{end}}</ul>
{{else if eq .Level 1}}<h2>{{clean .Lead}}</h2>
{{else if ge .Level 2}}<h3>{{clean .Lead}}</h3>
{{else}}<p>{{clean .Text}}</p>
{{end}}{{end}}</body>
</html>
`))

type pagePart struct {
	Level      int
	Lead, Text string
	Items      []pageItem
}

type pageItem struct {
	Tag, Lead, Text string
	Tone            tone
	Fields          []pageField
}

type pageField struct{ Label, Text string }

func writeHTML(w io.Writer, s *sheet) error {
	var parts []pagePart
	for i := range s.blocks {
		b := &s.blocks[i]
		if !b.item {
			parts = append(parts, pagePart{Level: b.level, Lead: b.lead, Text: b.text})
			continue
		}
		item := pageItem{Tag: b.tag, Lead: b.lead, Text: b.text, Tone: b.tone}
		for _, f := range b.fields {
			item.Fields = append(item.Fields, pageField{f.label, f.text})
		}
		if n := len(parts); n == 0 || len(parts[n-1].Items) == 0 {
			parts = append(parts, pagePart{})
		}
		last := &parts[len(parts)-1]
		last.Items = append(last.Items, item)
	}
	out := bufio.NewWriter(w)
	if err := page.Execute(out, struct {
		Lang, Title string
		Parts       []pagePart
	}{s.lang, s.title, parts}); err != nil {
		return err
	}
	return out.Flush()
}
