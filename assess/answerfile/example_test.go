package answerfile_test

import (
	"fmt"
	"os"

	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

const file = `format: fathom.answers/1
rubric: {id: channel-team, version: 1.1.0}
subject: {id: north, name: North}
date: 2026-11-20
answers:
  roles/role-definition: 3
  roles/overlap-control: {level: 2, note: two managers claim the same account}
`

func ExampleRead() {
	a, err := answerfile.Read("north.yaml", []byte(file), channelteam.Rubric())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Subject.Name, a.Date)
	err = answerfile.Write(os.Stdout, a, channelteam.Rubric())
	fmt.Println(err)
	// Output:
	// North 2026-11-20
	// format: fathom.answers/1
	// rubric: {id: channel-team, version: 1.1.0}
	// subject: {id: north, name: North}
	// date: 2026-11-20
	// answers:
	//   roles/role-definition: 3
	//   roles/overlap-control: {level: 2, note: two managers claim the same account}
	// <nil>
}

// Every fault is told, with its place; nothing of such a file is used.
func ExampleRead_faults() {
	wrong := "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: north}\ndate: 2026-11-31\n" +
		"answers:\n  roles/role-definition: 6\n  roles/overlap-contrl: 2\n"
	_, err := answerfile.Read("n.yaml", []byte(wrong), channelteam.Rubric())
	fmt.Println(err)
	// Output:
	// n.yaml:4:7: want a date like 2026-11-20, not 2026-11-31 [date]
	// n.yaml:6:26: 6 is not a level of scale maturity (1, 2, 3, 4, 5) [level]
	// n.yaml:7:3: the rubric has no criterion roles/overlap-contrl; did you mean roles/overlap-control? [unknown-id]
}
