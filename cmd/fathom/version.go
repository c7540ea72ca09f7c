package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// version is for who packs the program: -ldflags "-X main.version=1.2.3". Without it the version is that of the module.
var version string

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.lang.Say("Version of the program and of the built-in rubric", "程序和内置评估标准的版本"),
		Args:  a.exactly(0, say.Both("no arguments", "不带参数")),
		RunE: func(*cobra.Command, []string) error {
			id, rubricVersion := channelteam.Version()
			_, err := fmt.Fprintf(a.out, "fathom %s (%s, %s/%s)\n%s %s\n", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, id,
				rubricVersion)
			return err
		},
	}
}

func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
