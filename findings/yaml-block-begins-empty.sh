#!/usr/bin/env bash
# Go modules gopkg.in/yaml.v3 v3.0.1 and go.yaml.in/yaml/v3 v3.0.6: a text in lines of its own (|) that begins with an empty line is read into
# a Node and written again as |4, an indentation counted from the margin and not from the key. Within a list that is YAML that the same library
# refuses; at the top v3.0.1 has lost the empty line, too, without a word. go.yaml.in/yaml/v4 v4.0.0 writes back what it read.
# Guessed: what a library reads into nodes, and nobody changes, it writes so that it reads the same.
# Seen: v3.0.1 another text, refused; v3.0.6 the same, refused; v4.0.0 the same, the same.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go.in <<'G'
package main

import (
	"fmt"

	"MODULE"
)

// again reads, writes and reads a document.
func again(in string) string {
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(in), &n); err != nil {
		panic(err)
	}
	out, err := yaml.Marshal(&n)
	if err != nil {
		panic(err)
	}
	var before, after any
	_ = yaml.Unmarshal([]byte(in), &before)
	if err := yaml.Unmarshal(out, &after); err != nil {
		return fmt.Sprintf("%q is refused", out)
	}
	return fmt.Sprintf("%q, the same: %v", out, fmt.Sprint(before) == fmt.Sprint(after))
}

func main() {
	fmt.Println(again("note: |\n\n  line\n"))
	fmt.Println(again("- note: |\n\n    line\n"))
}
G
seen=
for module in gopkg.in/yaml.v3@v3.0.1 go.yaml.in/yaml/v3@v3.0.6 go.yaml.in/yaml/v4@v4.0.0; do
  dir=$(echo "$module" | tr './@' '---'); mkdir "$dir"
  sed "s#MODULE#${module%@*}#" main.go.in > "$dir/main.go"
  out=$(cd "$dir"; go mod init finding >/dev/null 2>&1; go get "$module" >/dev/null 2>&1; go run .)
  printf '%s\n%s\n' "$module" "$out"
  seen+="$out"$'\n'
done
want='"note: |4\n    line\n", the same: false
"- note: |4\n    line\n" is refused
"note: |4\n\n    line\n", the same: true
"- note: |4\n\n    line\n" is refused
"note: |\n\n    line\n", the same: true
"- note: |\n\n    line\n", the same: true
'
[ "$seen" = "$want" ]
