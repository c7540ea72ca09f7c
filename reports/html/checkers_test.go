package html_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// checkers are the files in the folder FATHOM_CHECKERS: axe-core, HTML_CodeSniffer and the engine of IBM's Equal Access
// checker.
var checkers = []string{"axe.min.js", "HTMLCS.js", "ace.js"}

// checked asks each checker for its errors; what it is unsure of, or asks people to look at, is none.
//
// axe and IBM ask for opposite things of a box that scrolls sideways: axe that the keyboard reaches it
// (scrollable-region-focusable), IBM that nothing is reached that cannot be operated (element_tabbable_role_valid).
// Axe's rule is followed: where a table of long names is wider than a window, somebody without a mouse must be able to
// read its end (WCAG 2.1.1), and Safari scrolls only what can be reached. Whether it is wider is not known when the
// page is written, and a page without scripts cannot find out; a stop too many where it fits is the lesser evil. So
// this one rule of IBM's is left out, for these boxes alone.
const checked = `
function fewer() {
  for (const table of document.querySelectorAll("table")) [...table.tBodies].slice(4).forEach(body => body.remove());
  for (const body of document.querySelectorAll("tbody")) if (!body.querySelector("[rowspan]")) [...body.rows].slice(6).forEach(row => row.remove());
}
async function checked() {
  if (location.search == "?few") fewer();
  const found = [], say = (rule, text, html) => found.push(rule + ": " + text + " " + (html || "").slice(0, 160));
  for (const v of (await axe.run()).violations) say("axe " + v.id, v.help, v.nodes[0].html);
  await new Promise(done => HTMLCS.process("WCAG2AA", document, done));
  for (const m of HTMLCS.getMessages()) if (m.type == HTMLCS.ERROR) say("HTMLCS " + m.code, m.msg, m.element.outerHTML);
  const report = await new ace.Checker().check(document, ["IBM_Accessibility"]);
  for (const r of report.results) {
    if (r.value[0] != "VIOLATION" || r.value[1] != "FAIL") continue;
    if (r.ruleId == "element_tabbable_role_valid" && r.node.matches(".wide")) continue;
    say("IBM " + r.ruleId, r.message, r.snippet);
  }
  return found;
}`

// probing is the script that asks the page, with the checkers where they are at hand.
func probing(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("FATHOM_CHECKERS")
	if dir == "" {
		t.Log("left out: the checkers of accessibility (FATHOM_CHECKERS is not set)")
		return probe
	}
	var all []string
	for _, name := range checkers {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.ReplaceAll(string(text), "</script", `<\/script`))
	}
	return strings.Join(append(all, checked, probe), "\n;\n")
}

// framesAtOnce is how many views one browser opens: the checkers take seconds for each.
func framesAtOnce() int {
	if os.Getenv("FATHOM_CHECKERS") != "" {
		return 4
	}
	return 12
}
