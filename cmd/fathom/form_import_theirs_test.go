package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// theirModel is the rubric of a framework of two requirements, rated by their results.
func theirModel(t *testing.T, dir string) string {
	t.Helper()
	lib := filepath.Join(dir, "lib.yaml")
	data := `
ref_id: toy
locale: en
name: Toy
version: 1
objects:
  framework:
    name: Toy
    requirement_nodes:
    - {urn: 'urn:x:risk:req_node:toy:a', ref_id: A, name: First, assessable: false}
    - {urn: 'urn:x:risk:req_node:toy:a.1', parent_urn: 'urn:x:risk:req_node:toy:a', name: One, assessable: true}
    - {urn: 'urn:x:risk:req_node:toy:a.2', parent_urn: 'urn:x:risk:req_node:toy:a', name: Two, assessable: true}
`
	rubric := filepath.Join(dir, "toy.yaml")
	if err := os.WriteFile(lib, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	fathom(t, "", "rubric", "import", lib, "-o", rubric)
	return rubric
}

const theirAudit = "urn;ref_id;compliance_result;requirement_progress\n" +
	"urn:x:risk:req_node:toy:a.1;;compliant;done\nurn:x:risk:req_node:toy:a.2;;partially_compliant;\n"

// TestFormImportTheirs: an audit is found out by its content, what did not come over is named, and the answers score:
// by hand (2 + 1) / 2 = 1.5.
func TestFormImportTheirs(t *testing.T) {
	dir := t.TempDir()
	rubric, audit, out := theirModel(t, dir), filepath.Join(dir, "audit.csv"), filepath.Join(dir, "out.yaml")
	if err := os.WriteFile(audit, []byte(theirAudit), 0o600); err != nil {
		t.Fatal(err)
	}
	base := []string{"form", "import", audit, "--rubric", rubric, "-o", out, "--lang", "en"}
	who := append(base[:len(base):len(base)], "--subject", "Acme", "--date", "2026-11-20", "--rater", "Ann")
	run := func(code int, args []string, want ...string) {
		t.Helper()
		var errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &errs, err: &errs, getenv: func(string) string { return "" }}
		if got := a.run(args); got != code {
			t.Errorf("exit code %d, want %d\n%s", got, code, &errs)
		}
		for _, words := range want {
			if !strings.Contains(errs.String(), words) {
				t.Errorf("%q is missing in\n%s", words, &errs)
			}
		}
	}
	run(exitInvalid, base, "--subject says it", "--date says it", "--rater says it")
	run(exitInvalid, append(who[:len(who):len(who)], "--strict"), "--strict asks for that; nothing was written")
	if _, err := os.Stat(out); err == nil {
		t.Error("a loss was written all the same")
	}
	run(exitOK, who, "came over, 2 of 3: answers 2", "left out: progress of requirements (1), first: "+audit+":2:4", "wrote "+out)
	if got := fathom(t, "", "score", out, "--rubric", rubric, "-f", "json"); !strings.Contains(got, `"score": 1.5,`) {
		t.Errorf("%.400s", got)
	}
	run(exitUsage, append(base[:len(base):len(base)], "--from", "samm"), "there are no answers of the kind samm")
	run(exitUsage, append(base[:len(base):len(base)], "--date", "tomorrow"), "is no date")
	run(exitUsage, append(base[:len(base):len(base)], "--prefer", "both"), "want words or numbers")
	run(exitUsage, append(who[:len(who):len(who)], "--prefer", "words"), "--prefer is for --from samm-toolbox")
	run(exitUsage, append(who[:len(who):len(who)], "--prefer", "words", "--from", "ciso-audit"), "--prefer is for --from samm-toolbox")
	run(exitInvalid, append(who[:len(who):len(who)], "--from", "samm-toolbox"), "this is no toolbox of OWASP SAMM 2")
	run(exitUsage, []string{"form", "import", out, "--rubric", rubric, "-o", dir, "--strict", "--lang", "en"}, "for answers of other tools")
}
