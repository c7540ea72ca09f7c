#!/usr/bin/env bash
# Go module github.com/spf13/cobra v1.10.2 with Debian zsh 5.9-4+b15: the completion script takes what stands before an = for the name of a
# flag wherever a hyphen is in front of it, also in the midst of a value that is a word of its own. For `prog try --set north-east=` the
# offered north-east=3 gets the prefix "-east=", which zsh puts before it on the line. A value without a hyphen has none.
# Guessed: only a word that begins with a hyphen is a flag with its value behind it.
# Seen: north-east= -> -P -east=; nor -> no prefix; --set=nor -> -P --set=, which is right.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v zsh >/dev/null || apt-get install -y -qq --no-install-recommends zsh=5.9-4+b15 >/dev/null
cat > main.go <<'G'
package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "prog"}
	try := &cobra.Command{Use: "try", Run: func(*cobra.Command, []string) {}}
	try.Flags().String("set", "", "where")
	_ = try.RegisterFlagCompletionFunc("set", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"north-east=3"}, cobra.ShellCompDirectiveNoFileComp
	})
	root.AddCommand(try)
	_ = root.Execute()
}
G
go mod init finding >/dev/null 2>&1
go get github.com/spf13/cobra@v1.10.2 >/dev/null 2>&1
go build -o prog .
./prog completion zsh > prog.zsh
# _describe is what zsh would list; it is told here, with the arguments behind the two lists
seen=$(PATH=$PWD:$PATH zsh -f -c 'compdef() { : }; _describe() { print -r -- "${words[-1]}: ${(P)2} ${@:3}" }; _arguments() { : }
  source ./prog.zsh
  for typed in "north-east=" "nor"; do words=(prog try --set "$typed"); CURRENT=4; _prog; done
  words=(prog try --set=nor); CURRENT=3; _prog')
echo "$seen"
[ "$(sed 's/ *$//' <<< "$seen")" = 'north-east=: north-east=3 -P -east=
nor: north-east=3
--set=nor: north-east=3 -P --set=' ]
