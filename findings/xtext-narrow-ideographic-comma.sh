#!/usr/bin/env bash
# Go module golang.org/x/text v0.43.0: width.Narrow, by which "３" becomes "3", also turns the ordinary Chinese marks 、 and 。 into the
# Japanese half-width ones ､ (U+FF64) and ｡ (U+FF61), and leaves ； as ";". Who narrows the answer "3、成体系" of a Chinese survey and
# then trims 、 finds none. Guessed: only the full-width forms of U+FF00 and after have a narrow twin; 、 is as wide as any Chinese mark.
# Seen: "３、成体系。" -> "3､成体系｡"
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go <<'G'
package main

import (
	"fmt"

	"golang.org/x/text/width"
)

func main() { fmt.Printf("%+q\n", width.Narrow.String("３、成体系。；")) }
G
go mod init narrow >/dev/null 2>&1
go get golang.org/x/text@v0.43.0 >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
[ "$seen" = '"3\uff64\u6210\u4f53\u7cfb\uff61;"' ]
