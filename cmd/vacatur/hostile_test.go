package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Text that is no case at all ends with exit 3, a place, and nothing on standard output, and never with a panic.
func TestHostileFiles(t *testing.T) {
	for name, text := range map[string]string{
		"brackets.yaml": strings.Repeat("[", 20000),
		"braces.json":   strings.Repeat(`{"a":`, 20000),
		"lists.yaml":    "convictions: " + strings.Repeat("[", 100) + strings.Repeat("]", 100),
		"binary.yaml":   "\x7fELF\x02\x01\x01\x00\x00\xff\xfe",
		"nul.yaml":      "schema: vacatur/case/v1\x00",
		"bomb.yaml":     "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n",
		"tag.yaml":      "schema: !!binary dmFjYXR1cg==\nconvictions: [{id: a}]\n",
		"merge.yaml":    "schema: vacatur/case/v1\n<<: {case_id: x}\nconvictions: [{id: a}]\n",
		"dup.json":      `{"schema":"vacatur/case/v1","schema":"vacatur/case/v1","convictions":[{}]}`,
		"trail.json":    `{"schema":"vacatur/case/v1","convictions":[{}]} {}`,
		"utf8.json":     "{\"schema\":\"vacatur/case/v1\",\"case_id\":\"\xff\",\"convictions\":[{}]}",
		"escape.yaml":   "schema: vacatur/case/v1\n\"\\e[31mred\": x\nconvictions: [{id: a}]\n",
		"number.yaml":   "schema: vacatur/case/v1\nconvictions: [{id: a, details: {grams: 1e999}}]\n",
		"many.yaml":     "schema: vacatur/case/v1\nconvictions: [" + strings.Repeat("{},", 300) + "]\n",
		"spaces.yaml":   "   \n\t\n",
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			code := Main([]string{"check", file}, Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, noon)
			if code != exitInput || out.Len() > 0 || !strings.Contains(errs.String(), name+":") {
				t.Errorf("exit code %d, output %q, messages %q", code, out.String(), errs.String())
			}
			if strings.Contains(errs.String(), "\x1b") {
				t.Errorf("a message steers the terminal: %q", errs.String())
			}
		})
	}
}

// The program links no network client or server.
func TestNoNetwork(t *testing.T) {
	deps, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil || len(deps) == 0 {
		t.Fatal("the dependencies cannot be listed", err)
	}
	for _, dep := range strings.Fields(string(deps)) {
		for _, bad := range []string{"net/http", "crypto/tls", "net/rpc", "net/smtp", "golang.org/x/net"} {
			if dep == bad || strings.HasPrefix(dep, bad+"/") {
				t.Errorf("the program links %s", dep)
			}
		}
	}
}
