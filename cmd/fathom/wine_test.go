//go:build unix

package main

import (
	"bytes"
	"context"
	"debug/pe"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// onWindows runs the program as it is for Windows, under Wine, which is not Windows: how files are shared and locked,
// what errors and names there are and what a console does is Wine's own making.
type onWindows struct {
	t             *testing.T
	dir           string // where commands run
	fathom, other string // the program, and testdata/onwindows
	env           []string
	all           context.Context // of the whole test; what still runs when it ends is killed
}

// How long Wine may take: a machine that is busy needs a minute for all of it, and a Wine that hangs says nothing.
const (
	wineCommand = 2 * time.Minute
	wineAll     = 10 * time.Minute
)

func startWindows(t *testing.T) *onWindows {
	t.Helper()
	if _, err := exec.LookPath("wine"); err != nil {
		t.Skip("left out: the program for Windows (Wine is not installed)")
	}
	w := &onWindows{t: t, dir: t.TempDir()}
	home := t.TempDir()
	w.env = append(os.Environ(), "HOME="+home, "WINEPREFIX="+filepath.Join(home, "prefix"), "WINEDEBUG=-all",
		"DISPLAY=", "FATHOM_LANG=", "LC_MESSAGES=", "LC_ALL=C.UTF-8", "LANG=C.UTF-8", "NO_COLOR=", "ACCESSIBLE=")
	w.fathom, w.other = w.build("."), w.build("../../testdata/onwindows")
	var end context.CancelFunc
	w.all, end = context.WithTimeout(context.Background(), wineAll)
	t.Cleanup(end)
	if out, err := w.finished("wineboot", "-i"); err != nil {
		t.Skipf("left out: the program for Windows (Wine does not start: %v %s)", err, out)
	}
	t.Cleanup(func() { _, _ = w.finished("wineboot", "-k") })
	system := filepath.Join(home, "prefix/drive_c/windows/system32/bcryptprimitives.dll")
	if _, err := os.Stat(system); err != nil { // Wine before 9 has none, and no program of Go begins without
		library := forwarding("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036")
		if err := os.WriteFile(system, library, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// while one program runs, Wine's services stay: they would start and end with each command, and hold its output
	t.Cleanup(w.hold("hold", w.other))
	return w
}

func (w *onWindows) build(pkg string) string {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), "program.exe")
	build := exec.Command("go", "build", "-trimpath", "-o", path, pkg)
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=windows", "GOARCH=amd64")
	if out, err := build.CombinedOutput(); err != nil {
		w.t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// command is one that runs under Wine, at most until ctx ends.
func (w *onWindows) command(ctx context.Context, words ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "wine", words...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = w.dir, w.env, 5*time.Second
	return cmd
}

// finished runs a command of Wine's own to its end; services that it leaves may hold its output for longer.
func (w *onWindows) finished(words ...string) ([]byte, error) {
	ctx, end := context.WithTimeout(context.Background(), wineCommand)
	defer end()
	out, err := w.command(ctx, words...).CombinedOutput()
	if errors.Is(err, exec.ErrWaitDelay) {
		err = nil
	}
	return out, err
}

// run runs the program, and wants a text in what it prints and says.
func (w *onWindows) run(typed string, code int, want string, args ...string) {
	w.t.Helper()
	ctx, end := context.WithTimeout(w.all, wineCommand)
	defer end()
	cmd := w.command(ctx, append([]string{w.fathom}, args...)...)
	cmd.Stdin = strings.NewReader(typed)
	out, err := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != code || !strings.Contains(string(out), want) {
		w.t.Errorf("%q: %d (%v), want %d and %q:\n%.2000s", args, got, err, code, want, out)
	}
}

// text is a file's content.
func (w *onWindows) text(name string) string {
	w.t.Helper()
	data, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		w.t.Error(err)
	}
	return string(data)
}

// hold has another program hold a file until the returned function is called.
func (w *onWindows) hold(how, name string) (release func()) {
	w.t.Helper()
	cmd := w.command(w.all, w.other, how, name)
	in, err := cmd.StdinPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	late := time.AfterFunc(wineCommand, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	said := make([]byte, 4)
	if _, err := out.Read(said); err != nil || string(said) != "held" {
		w.t.Fatalf("%s %s: %q %v", how, name, said, err)
	}
	return func() { _ = in.Close(); _ = cmd.Wait() }
}

// TestOnWindows: the road through the program, and what is different there.
func TestOnWindows(t *testing.T) {
	if os.Getenv("FATHOM_COLD") == "" {
		t.Skip("left out: the program for Windows (set FATHOM_COLD=1; .ci/run does)")
	}
	w := startWindows(t)
	t.Run("road", func(t *testing.T) { w.t = t; w.road() })
	t.Run("names", func(t *testing.T) { w.t = t; w.names() })
	t.Run("others", func(t *testing.T) { w.t = t; w.others() })
	t.Run("double click", func(t *testing.T) { w.t = t; w.doubleClick() })
}

func (w *onWindows) road() {
	w.run("", exitOK, "windows/amd64", "version")
	w.run("", exitOK, `wrote demo\henan-fmcg.html`, "demo", "demo", "--lang", "en")
	w.run("", exitOK, "2.4 (2.3–2.4)", "score", `demo\henan-fmcg.yaml`)
	w.run("", exitOK, "wrote gap.html", "report", `.\demo/henan-fmcg.yaml`, "-f", "html=gap.html")
	w.run("", exitOK, "wrote 问卷.xlsx", "form", "export", "-f", "xlsx=问卷.xlsx")
	w.run("", exitOK, "brings it to", "plan", `demo\henan-fmcg.yaml`)
	w.run("", exitOK, "roll-up of 3 subjects", "portfolio", "demo")
	w.run("", exitGate, "::error file=demo/henan-fmcg.yaml,line=", "check", `demo\henan-fmcg.yaml`,
		"--min-overall", "3", "-f", "github")
	w.run(strings.Repeat("2\r\n", 400), exitOK, "saved in new.yaml", append(
		[]string{"assess", "new.yaml", "--accessible", "--lang", "en"}, facts...)...)
	if !strings.HasPrefix(w.text("gap.html"), "<!DOCTYPE html>") ||
		!strings.Contains(w.text("new.yaml"), "/goal-quality: 2\n") {
		w.t.Errorf("the page or the answers are not whole:\n%s", w.text("new.yaml"))
	}
	marked := "\uFEFF" + strings.ReplaceAll(w.text("demo/henan-fmcg.yaml"), "\n", "\r\n")
	if err := os.WriteFile(filepath.Join(w.dir, "notepad.yaml"), []byte(marked), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.run("", exitOK, "2.4 (2.3–2.4)", "score", "notepad.yaml")
}

func (w *onWindows) names() {
	w.run("", exitOK, "wrote n.md", "report", `demo\henan-fmcg.yaml`, "-f", "md=n.md")
	w.run("", exitOK, `"subjects":3`, "portfolio", `demo\*.YAML`, "-f", "rollup")
	w.run("", exitFile, "no file can have this name", "score", `demo\*.yam`)
	w.run("", exitFile, "no file can have this name", "report", `demo\henan-fmcg.yaml`, "-f", "md=gap:?.md")
	w.run("", exitFile, "it is a folder", "score", "demo")
	w.run("", exitFile, "its folder does not exist", "report", `demo\henan-fmcg.yaml`, "-f", `md=out\gap.md`)
	long := filepath.Join(strings.Repeat("x", 100), strings.Repeat("y", 100), strings.Repeat("z", 100))
	if err := os.MkdirAll(filepath.Join(w.dir, long), 0o700); err != nil {
		w.t.Fatal(err)
	}
	within := strings.ReplaceAll(long, "/", `\`) + `\gap.md`
	w.run("", exitOK, "wrote ", "report", `demo\henan-fmcg.yaml`, "-f", "md="+within)
	w.text(filepath.Join(long, "gap.md"))
	drive := "Z:" + strings.ReplaceAll(filepath.Join(w.dir, "demo", "henan-fmcg.yaml"), "/", `\`)
	w.run("", exitOK, "2.4 (2.3–2.4)", "score", drive)
	w.run("", exitUsage, "is the input", "report", drive, "-f", `md=DEMO\HENAN-FMCG.YAML`)
}

// others: another program has a file, or another session of this one.
func (w *onWindows) others() {
	was := w.text("gap.html")
	release := w.hold("hold", "gap.html")
	w.run("", exitFile, "cannot replace gap.html: another program has the file open", "report",
		`demo\nordic-reseller.yaml`, "-f", "html=gap.html")
	release()
	if w.text("gap.html") != was || !strings.HasPrefix(w.text("gap.new-1.html"), "<!DOCTYPE html>") {
		w.t.Error("the old file is not as it was, or the new one is not beside it")
	}
	release = w.hold("shut", "gap.html")
	w.run("", exitFile, "another program has the file open", "score", "gap.html")
	release()
	w.run("", exitOK, "wrote gap.html", "report", `demo\nordic-reseller.yaml`, "-f", "html=gap.html")

	cmd := w.command(w.all, w.fathom, "assess", "new.yaml", "--accessible", "--lang", "en")
	in, _ := cmd.StdinPipe()
	out, _ := cmd.StdoutPipe()
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	_, _ = out.Read(make([]byte, 1))
	for _, name := range []string{"new.yaml", "NEW.YAML", `.\new.yaml.`} {
		w.run("", exitFile, "is open in another session", "assess", name, "--accessible")
	}
	_ = in.Close()
	_ = cmd.Wait()
	if left, _ := filepath.Glob(filepath.Join(w.dir, ".*.lock")); len(left) > 0 {
		w.t.Errorf("left behind: %q", left)
	}
	if err := os.Chmod(filepath.Join(w.dir, "n.md"), 0o400); err != nil {
		w.t.Fatal(err)
	}
	w.run("", exitFile, "the file is read-only", "report", `demo\henan-fmcg.yaml`, "-f", "md=n.md")
}

// doubleClick: who starts the program in the Explorer is asked what to do, and the window stays until it was read.
func (w *onWindows) doubleClick() {
	explorer := filepath.Join(w.t.TempDir(), "explorer.exe")
	if err := os.Rename(w.build("../../testdata/onwindows"), explorer); err != nil {
		w.t.Fatal(err)
	}
	english := append(w.env, "ACCESSIBLE=1", "FATHOM_LANG=en")
	// in a terminal that makes line ends of Enter, Wine takes it for Ctrl-J
	const script = `cd "$1" && stty raw -echo && exec wine "$2" click "$3"`
	s := startSession(w.t, "/bin/sh", english, "-c", script, "-", w.t.TempDir(), explorer, w.fathom)
	s.wants("What would you like to do?")
	s.types("2\r")
	s.wants("wrote ")
	s.wants("Enter closes this window.")
	s.types("\r")
	if code := s.ends(); code != exitOK {
		w.t.Errorf("exit code %d, %q", code, s.printed())
	}
}

// forwarding is a library of Windows that has one name, for which it leads to another library's.
func forwarding(library, name, to string) []byte {
	const at, block, head = 0x1000, 0x200, 50 // where it stands in memory; in the file; the directory and its lists
	var texts bytes.Buffer
	text := func(s string) uint32 {
		defer texts.WriteString(s + "\x00")
		return uint32(at + head + texts.Len())
	}
	own, names, target := text(library), text(name), text(to)
	size := uint32(head + texts.Len())
	var out bytes.Buffer
	put := func(parts ...any) {
		for _, p := range parts {
			_ = binary.Write(&out, binary.LittleEndian, p)
		}
	}
	put([]byte("MZ"), make([]byte, 58), uint32(64), []byte("PE\x00\x00"),
		pe.FileHeader{Machine: pe.IMAGE_FILE_MACHINE_AMD64, NumberOfSections: 1, SizeOfOptionalHeader: 240,
			Characteristics: pe.IMAGE_FILE_EXECUTABLE_IMAGE | pe.IMAGE_FILE_DLL | pe.IMAGE_FILE_LARGE_ADDRESS_AWARE},
		pe.OptionalHeader64{Magic: 0x20b, ImageBase: 0x180000000, SectionAlignment: at, FileAlignment: block,
			MajorOperatingSystemVersion: 6, MajorSubsystemVersion: 6, SizeOfImage: 2 * at, SizeOfHeaders: block,
			Subsystem: pe.IMAGE_SUBSYSTEM_WINDOWS_CUI, NumberOfRvaAndSizes: 16,
			DataDirectory: [16]pe.DataDirectory{{VirtualAddress: at, Size: size}}},
		pe.SectionHeader32{Name: [8]uint8{'.', 'e', 'd', 'a', 't', 'a'}, VirtualSize: size, VirtualAddress: at,
			SizeOfRawData: block, PointerToRawData: block,
			Characteristics: pe.IMAGE_SCN_CNT_INITIALIZED_DATA | pe.IMAGE_SCN_MEM_READ})
	put(make([]byte, block-out.Len()))
	put([]uint32{0, 0, 0, own, 1, 1, 1, at + 40, at + 44, at + 48, target, names}, uint16(0), texts.Bytes())
	put(make([]byte, 2*block-out.Len()))
	return out.Bytes()
}
