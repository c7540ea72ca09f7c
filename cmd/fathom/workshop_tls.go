package main

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"time"

	"fathom/assess/workshop/web"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// This file is about https, for who has a certificate that phones trust. None is made here: a page of warnings on
// thirty phones ends a workshop before it begins.

// maxPEM is how much of a certificate or key is read; chains have a few kB.
const maxPEM = 1 << 20

// isTLS reports whether the pages are read by https.
func (h *holding) isTLS() bool { return h.cert != nil }

// readCertificate reads the certificate and its key, if there are any.
func (h *holding) readCertificate() error {
	if h.certFile == "" && h.keyFile == "" {
		return nil
	}
	if h.certFile == "" || h.keyFile == "" {
		return usage(say.Both("--tls-cert and --tls-key go together", "--tls-cert 和 --tls-key 要一起用"), say.Message{})
	}
	var pem [2][]byte
	for i, path := range []string{h.certFile, h.keyFile} {
		var err error
		if pem[i], err = h.read(path, maxPEM); err != nil {
			return err
		}
	}
	pair, err := tls.X509KeyPair(pem[0], pem[1])
	if err != nil {
		return failure{exitInvalid, say.Both("%s and %s are no certificate and its key in PEM", "%s 和 %s 不是一对 PEM 格式的证书和私钥", h.certFile, h.keyFile),
			say.Both("the certificate of the name comes first in its file, then those that vouch for it; the key has no passphrase", "证书文件里先写域名证书，再写签发它的证书；私钥不能有密码")}
	}
	h.cert = &pair
	return h.checkTime(pair.Leaf)
}

// checkTime refuses a certificate that no browser takes today.
func (h *holding) checkTime(leaf *x509.Certificate) error {
	now := time.Now()
	if now.After(leaf.NotBefore) && now.Before(leaf.NotAfter) {
		return nil
	}
	return failure{exitInvalid, say.Both("the certificate in %[1]s holds from %[2]s to %[3]s", "%[1]s 里的证书有效期是 %[2]s 至 %[3]s", h.certFile,
		leaf.NotBefore.Format(time.DateOnly), leaf.NotAfter.Format(time.DateOnly)), say.Message{}}
}

// encrypt puts TLS over the connections, and keeps the addresses for which the certificate stands: at any other one a
// phone would show a warning instead of the room.
func (h *holding) encrypt(l net.Listener) (net.Listener, error) {
	if !h.isTLS() {
		return l, nil
	}
	var places []web.Place
	for _, p := range h.places {
		if name, _, err := net.SplitHostPort(p.Host); err == nil && h.cert.Leaf.VerifyHostname(name) == nil {
			places = append(places, p)
		}
	}
	if places == nil {
		names := say.Row(h.cert.Leaf.DNSNames)
		return l, failure{exitUsage, say.Both("the certificate stands for none of the addresses of this workshop, but for: %s", "证书不适用于这场工作坊的任何地址；它适用的是：%s", say.Message{EN: safe.Line(names.EN), ZH: safe.Line(names.ZH)}),
			say.Both("say by which name phones find this computer: --public-host NAME", "请用 --public-host 写明手机访问本机所用的域名")}
	}
	h.places = places
	// HTTP/1.1 alone: what the guard and the limits of connections are tested with
	return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{*h.cert}, MinVersion: tls.VersionTLS12,
		NextProtos: []string{"http/1.1"}}), nil
}
