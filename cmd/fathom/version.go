package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"fathom/reports/record"
	"fathom/rubric/channelteam"
	"fathom/rubric/release"
	"fathom/rubric/say"
)

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: a.lang.Say("Version of the program and of the built-in rubric", "程序和内置评估标准的版本"),
		Args:  a.exactly(0, say.Both("no arguments", "不带参数")),
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return record.Write(a.out, versionOf(release.This()))
			}
			b := release.This()
			id, version := channelteam.Version()
			_, err := fmt.Fprintf(a.out, "fathom %s (%s, %s/%s)\n%s %s\n", b.Version, b.Go, b.OS, b.Arch, id, version)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.lang.Say("as JSON: also the commit, its date and the rubric's digest",
		"输出 JSON：另有提交、提交时间和评估标准的摘要值"))
	return cmd
}

type versionDoc struct {
	release.Build
	Rubric record.Rubric `json:"rubric"`
}

func versionOf(b release.Build) versionDoc {
	id, version := channelteam.Version()
	return versionDoc{b, record.Rubric{ID: id, Version: version, Digest: channelteam.Digest()}}
}
