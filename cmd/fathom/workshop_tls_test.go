//go:build unix

package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// certified writes a certificate of a name and its key, which holds for so many days from yesterday on, into a folder.
func certified(t *testing.T, dir, name string, days int) (cert, key string, trusted *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	from := time.Now().AddDate(0, 0, -1)
	leaf := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		DNSNames: []string{name}, NotBefore: from, NotAfter: from.AddDate(0, 0, days), IsCA: true,
		BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, leaf, leaf, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "room.pem"), filepath.Join(dir, "room.key")
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	hidden := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
	for path, data := range map[string][]byte{cert: public, key: hidden} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trusted = x509.NewCertPool()
	trusted.AppendCertsFromPEM(public)
	return cert, key, trusted
}

// TestWorkshopTLS: with a certificate all addresses are https at its name, a phone joins and votes, its cookies never
// travel unencrypted, and a page read by plain HTTP is no page of the room.
func TestWorkshopTLS(t *testing.T) {
	cert, key, trusted := certified(t, t.TempDir(), "room.test", 3)
	s := hold(t, filepath.Join(t.TempDir(), "henan.yaml"), "--start", "--public-host", "room.test",
		"--tls-cert", cert, "--tls-key", key)
	at, err := url.Parse(s.at["join"])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"join", "screen", "facilitator"} {
		if !strings.HasPrefix(s.at[name], "https://room.test:"+at.Port()+"/") {
			t.Errorf("%s is at %s", name, s.at[name])
		}
	}
	phone := s.visitor()
	var way net.Dialer
	phone.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, DisableKeepAlives: true,
		DialContext: func(c context.Context, network, _ string) (net.Conn, error) {
			return way.DialContext(c, network, "127.0.0.1:"+at.Port())
		}}
	page, err := phone.Get("https://room.test:" + at.Port() + "/")
	if err != nil {
		t.Fatal(err)
	}
	words, _ := io.ReadAll(page.Body)
	if !strings.Contains(string(words), "Who sees your votes") || strings.Contains(string(words), "unencrypted") {
		t.Errorf("the page to join says\n%s", words)
	}
	page.Body.Close()
	post := func(origin string) *http.Response {
		t.Helper()
		form := url.Values{"name": {"Ann"}, "code": {s.at["join code"]}}
		r, _ := http.NewRequest("POST", "https://room.test:"+at.Port()+"/join", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", origin)
		answer, err := phone.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer
	}
	if got := post("http://room.test:" + at.Port()); got.StatusCode != http.StatusForbidden {
		t.Errorf("a form of a plain page: %d", got.StatusCode)
	}
	got := post("https://room.test:" + at.Port())
	if got.StatusCode != http.StatusSeeOther || len(got.Cookies()) == 0 {
		t.Fatalf("joining: %d, %d cookies", got.StatusCode, len(got.Cookies()))
	}
	for _, c := range got.Cookies() {
		if !c.Secure || !c.HttpOnly {
			t.Errorf("cookie %s: secure %v", c.Name, c.Secure)
		}
	}
	_ = s.cmd.Process.Signal(syscall.SIGINT)
	<-s.end
}

// TestWorkshopCertificates: what no phone would take is refused before the room opens.
func TestWorkshopCertificates(t *testing.T) {
	dir := t.TempDir()
	absent := filepath.Join(dir, "no.pem")
	cert, key, _ := certified(t, t.TempDir(), "room.test", 3)
	_, other, _ := certified(t, t.TempDir(), "room.test", 3)
	late, lateKey, _ := certified(t, t.TempDir(), "room.test", 1)
	for _, c := range []struct {
		code  int
		flags []string
		want  string
	}{
		{exitUsage, []string{"--tls-cert", cert}, "--tls-cert and --tls-key go together"},
		{exitUsage, []string{"--tls-key", key}, "--tls-cert and --tls-key go together"},
		{exitFile, []string{"--tls-cert", absent, "--tls-key", key}, "cannot read or write " + absent},
		{exitInvalid, []string{"--tls-cert", cert, "--tls-key", other}, "no certificate and its key in PEM"},
		{exitInvalid, []string{"--tls-cert", late, "--tls-key", lateKey}, "holds from "},
		{exitUsage, []string{"--tls-cert", cert, "--tls-key", key}, "but for: room.test"},
		{exitUsage, []string{"--tls-cert", cert, "--tls-key", key, "--public-host", "hall.test"}, "but for: room.test"},
	} {
		for _, lang := range []string{"en", "zh"} {
			var out, errs strings.Builder
			a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
			args := append([]string{"workshop", filepath.Join(dir, "henan.yaml"), "--listen", "127.0.0.1:0",
				"--no-browser", "--lang", lang}, c.flags...)
			if code := a.run(args); code != c.code || lang == "en" && !strings.Contains(errs.String(), c.want) {
				t.Errorf("%v: exit code %d: %s", c.flags, code, errs.String())
			}
		}
	}
}
