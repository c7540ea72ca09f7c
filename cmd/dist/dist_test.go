package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const root = "../.."

// candidate is the version of the tests' release, and how the names of its files begin.
const (
	candidate = "1.2.3-rc.1"
	prefix    = "fathom_" + candidate + "_linux_amd64"
)

// TestDist makes a release for one system, from two folders: the same bytes, which are what they should be.
func TestDist(t *testing.T) {
	if testing.Short() {
		t.Skip("left out: making a release (-short)")
	}
	if here != (target{"linux", "amd64"}) {
		t.Skipf("left out: making a release (what is made is installed and run, as a program for linux/amd64; this is %s)", here)
	}
	packaged := canPackage(t)
	t.Setenv("SOURCE_DATE_EPOCH", "1790000000") // 2026-09-21T14:13:20Z
	one, two := sourceCopy(t), sourceCopy(t)
	out := filepath.Join(t.TempDir(), "dist")
	again := filepath.Join(t.TempDir(), "elsewhere", "again")
	for folder, from := range map[string]string{out: one, again: two} {
		d := distribution{root: from, out: folder, packaged: packaged}
		if err := run(d, "v"+candidate, "linux/amd64"); err != nil {
			t.Fatal(err)
		}
	}
	names := handedOut(packaged)
	sameFiles(t, out, again, names)
	unpacked := t.TempDir()
	must(t, "tar", "-xzf", filepath.Join(out, prefix+".tar.gz"), "-C", unpacked)
	program := filepath.Join(unpacked, prefix, "fathom")
	for _, path := range []string{one, two} {
		if bytes.Contains(read(t, program), []byte(path)) {
			t.Errorf("the program names the folder %s in which it was made", path)
		}
	}
	t.Run("compiled from nothing", func(t *testing.T) { sameCompiled(t, two, program) })
	if got := must(t, program, "version"); got != fmt.Sprintf("fathom %s (%s, linux/amd64)\nchannel-team 1.1.0\n", candidate, runtime.Version()) {
		t.Errorf("the program of the archive says %q", got)
	}
	t.Run("checksums", func(t *testing.T) {
		t.Chdir(out)
		if got := must(t, "sha256sum", "-c", sumsName); strings.Count(got, ": OK\n") != len(names)-1 {
			t.Errorf("sha256sum says\n%s", got)
		}
	})
	t.Run("bill", func(t *testing.T) { validBill(t, filepath.Join(out, "fathom_"+candidate+"_sbom.cdx.json")) })
	if !packaged {
		return
	}
	t.Run("deb", func(t *testing.T) { installDeb(t, filepath.Join(out, prefix+".deb")) })
	t.Run("rpm", func(t *testing.T) { installRPM(t, filepath.Join(out, prefix+".rpm")) })
	t.Run("apk", func(t *testing.T) {
		info := must(t, "sh", "-c", `gzip -dc "$1" 2>/dev/null | tar -xO --ignore-zeros -f - .PKGINFO`, "-",
			filepath.Join(out, prefix+".apk"))
		if !strings.Contains(info, "\npkgver = 1.2.3_rc1-r1\n") {
			t.Errorf("the package says\n%s", info)
		}
	})
}

// canPackage reports whether nfpm, which makes packages, is to be compiled with all its modules.
func canPackage(t *testing.T) bool {
	t.Helper()
	if os.Getenv("FATHOM_COLD") == "" {
		t.Log("left out: packages of a release (set FATHOM_COLD=1, which compiles nfpm; .ci/run does)")
		return false
	}
	if _, err := output(root, []string{"GOFLAGS=-trimpath"}, "go", "run", nfpm, "--version"); err != nil {
		t.Log("left out: packages of a release (nfpm could not be fetched)")
		return false
	}
	return true
}

// handedOut are the names of what is in the folder, in order.
func handedOut(packaged bool) []string {
	out := []string{sumsName, prefix + ".tar.gz", "fathom_" + candidate + "_sbom.cdx.json"}
	if packaged {
		out = slices.Insert(out, 1, prefix+".apk", prefix+".deb", prefix+".rpm")
	}
	return out
}

// sourceCopy is the source as it would be unpacked somewhere: without version control.
func sourceCopy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	list, err := output(root, nil, "git", "ls-files", "-co", "--exclude-standard")
	if err != nil {
		t.Skip("left out: making a release (the source is not under git)")
	}
	for _, name := range strings.Split(list, "\n") {
		if strings.HasPrefix(name, "testdata/") || strings.HasPrefix(name, "findings/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			continue // removed, and not yet committed
		}
		write(t, filepath.Join(dir, name), string(data))
	}
	return dir
}

// sameFiles wants files of these names in two folders, and the same in both.
func sameFiles(t *testing.T, one, two string, want []string) {
	t.Helper()
	var lists [2][]string
	for i, dir := range []string{one, two} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			lists[i] = append(lists[i], e.Name())
		}
	}
	if fmt.Sprint(lists[0]) != fmt.Sprint(want) || fmt.Sprint(lists[1]) != fmt.Sprint(want) {
		t.Fatalf("%v\n%v\nwant %v", lists[0], lists[1], want)
	}
	for _, name := range want {
		if !bytes.Equal(read(t, filepath.Join(one, name)), read(t, filepath.Join(two, name))) {
			t.Errorf("%s: other bytes from another folder", name)
		}
	}
}

// sameCompiled compiles the program once more without the compiler's cache, which knows no folders.
func sameCompiled(t *testing.T, from, program string) {
	if os.Getenv("FATHOM_COLD") == "" {
		t.Skip("left out: compiling a release from nothing (set FATHOM_COLD=1; .ci/run does)")
	}
	t.Setenv("GOCACHE", t.TempDir())
	d := distribution{root: from, work: t.TempDir()}
	var err error
	if d.version, err = parseVersion("v" + candidate); err != nil {
		t.Fatal(err)
	}
	if d.source, err = readSource(from); err != nil {
		t.Fatal(err)
	}
	path, err := d.build(target{"linux", "amd64"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, path), read(t, program)) {
		t.Error("the program is another one when it is compiled from nothing in another folder")
	}
}

// validBill holds the bill of materials to the schema that CycloneDX publishes.
func validBill(t *testing.T, path string) {
	var got any
	if err := json.Unmarshal(read(t, path), &got); err != nil {
		t.Fatal(err)
	}
	folder := os.Getenv("FATHOM_SCHEMAS")
	if _, err := os.Stat(filepath.Join(folder, "cyclonedx")); folder == "" || err != nil {
		t.Skip("left out: the schema of CycloneDX (set FATHOM_SCHEMAS to a folder with it; .ci/run does)")
	}
	const place = "http://cyclonedx.org/schema/"
	c := jsonschema.NewCompiler()
	for _, name := range []string{"bom-1.6", "spdx", "jsf-0.82"} {
		file := name + ".SNAPSHOT.schema.json"
		schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(read(t, filepath.Join(folder, "cyclonedx", file))))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(place+file, schema); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := c.Compile(place + "bom-1.6.SNAPSHOT.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(got); err != nil {
		t.Error(err)
	}
	got.(map[string]any)["components"].([]any)[0].(map[string]any)["type"] = "module"
	if schema.Validate(got) == nil {
		t.Error("the schema takes everything")
	}
}

func installDeb(t *testing.T, path string) {
	wants(t, "dpkg")
	if got := must(t, "dpkg-deb", "-f", path, "Version"); got != "1.2.3~rc.1-1\n" {
		t.Errorf("the package says %q", got)
	}
	must(t, "dpkg", "--compare-versions", "1.2.3~rc.1-1", "lt", "1.2.3-1")
	dir := t.TempDir()
	for _, name := range []string{"status", "available", "info/x", "updates/x"} {
		write(t, filepath.Join(dir, "var/lib/dpkg", name), "")
	}
	for _, name := range []string{"info/x", "updates/x"} {
		_ = os.Remove(filepath.Join(dir, "var/lib/dpkg", name))
	}
	must(t, "dpkg", "--root="+dir, "--force-not-root", "--log="+filepath.Join(dir, "log"), "-i", path)
	works(t, dir)
}

func installRPM(t *testing.T, path string) {
	wants(t, "rpm")
	if got := must(t, "rpm", "-qp", "--qf", "%{VERSION} %{RELEASE} %{BUILDHOST}", path); got != "1.2.3~rc.1 1 fathom" {
		t.Errorf("the package says %q", got)
	}
	dir := t.TempDir()
	must(t, "rpm", "-i", "--root", dir, path)
	works(t, dir)
}

// works runs what was installed below a folder: the README's first commands, and the manual in both languages.
func works(t *testing.T, dir string) {
	t.Helper()
	program, manual := filepath.Join(dir, "usr/bin/fathom"), filepath.Join(dir, "usr/share/man")
	work := filepath.Join(t.TempDir(), "demo")
	if got := must(t, program, "version"); !strings.HasPrefix(got, "fathom "+candidate+" ") {
		t.Errorf("the program says %q", got)
	}
	must(t, program, "demo", work)
	got := must(t, program, "report", filepath.Join(work, "nordic-reseller.yaml"), "--lang", "en")
	if !strings.Contains(got, "Gap report: Nordic reseller channel") {
		t.Errorf("the report is\n%s", got)
	}
	for page, want := range map[string]string{"man1/fathom-report.1": "SYNOPSIS", "zh_CN/man1/fathom-report.1": "用法"} {
		if got := string(read(t, filepath.Join(manual, page))); !strings.Contains(got, ".Sh "+want+"\n") ||
			!strings.Contains(got, "\n.Os fathom "+strings.ReplaceAll(candidate, "-", `\-`)+"\n") {
			t.Errorf("%s has no section %s, or another version", page, want)
		}
	}
	for _, name := range []string{"README.zh.md", "CHANGELOG.md", "THIRD-PARTY.txt"} {
		read(t, filepath.Join(dir, "usr/share/doc/fathom", name))
	}
}

func wants(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("left out: %s (it is not installed; .ci/run installs it)", tool)
	}
}

// must runs a program and returns what it printed.
func must(t *testing.T, name string, args ...string) string {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, errs.Bytes())
	}
	return string(out)
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
