package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// part is a module that is in the program, or the standard library, which is called std.
type part struct{ path, version, sum string }

// directory are the words for the Go command to say where the module is.
func (m part) directory() []string {
	if m.path == "std" {
		return []string{"env", "GOROOT"}
	}
	return []string{"list", "-m", "-f", "{{.Dir}}", m.path}
}

// purl is the name of the module among packages of all kinds.
func (m part) purl() string {
	return "pkg:golang/" + strings.ToLower(m.path) + "@" + url.QueryEscape(m.version)
}

// parts are the modules of all targets, each with the targets whose program has it.
type parts map[part][]target

// add notes what the program of a target is made of, as the program itself says.
func (p parts) add(t target, info *debug.BuildInfo) {
	add := func(m part) { p[m] = append(p[m], t) }
	add(part{path: "std", version: strings.TrimPrefix(info.GoVersion, "go")})
	for _, m := range info.Deps {
		for m.Replace != nil {
			m = m.Replace
		}
		add(part{m.Path, m.Version, m.Sum})
	}
}

func (p parts) sorted() (out []part) {
	for m := range p {
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b part) int { return strings.Compare(a.path, b.path) })
	return out
}

// The bill of materials is CycloneDX 1.6: https://cyclonedx.org/docs/1.6/json/.
type (
	bill struct {
		Schema       string       `json:"$schema"`
		Format       string       `json:"bomFormat"`
		SpecVersion  string       `json:"specVersion"`
		SerialNumber string       `json:"serialNumber"`
		Version      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Timestamp string    `json:"timestamp"`
		Component component `json:"component"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		Licenses   []any      `json:"licenses,omitempty"`
		PURL       string     `json:"purl"`
		Properties []property `json:"properties,omitempty"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	dependency struct {
		Ref       string   `json:"ref"`
		DependsOn []string `json:"dependsOn"`
	}
)

// writeBill writes what the programs of all targets are made of.
func (d distribution) writeBill(p parts) error {
	return d.write(fmt.Sprintf("fathom_%s_sbom.cdx.json", d.version), func() ([]byte, error) {
		data, err := json.MarshalIndent(d.billOf(p), "", "  ")
		return append(data, '\n'), err
	})
}

func (d distribution) billOf(p parts) bill {
	self := component{Type: "application", Ref: "pkg:generic/fathom@" + d.version.String(), Name: "fathom",
		Version: d.version.String(), PURL: "pkg:generic/fathom@" + d.version.String(),
		Licenses: []any{map[string]any{"license": map[string]string{"id": "Apache-2.0"}}}}
	if d.source.commit != "" {
		self.Properties = []property{{"fathom:commit", d.source.commit}}
	}
	uses := dependency{Ref: self.Ref, DependsOn: []string{}}
	b := bill{Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6",
		SerialNumber: serial(self.Ref + " " + d.source.commit), Version: 1, Components: []component{},
		Metadata: metadata{d.source.time.Format(time.RFC3339), self}}
	for _, m := range p.sorted() {
		c := component{Type: "library", Ref: m.purl(), Name: m.path, Version: m.version, PURL: m.purl(),
			Properties: []property{{"fathom:targets", strings.Trim(fmt.Sprint(p[m]), "[]")}}}
		if m.sum != "" {
			c.Properties = append(c.Properties, property{"fathom:go.sum", m.sum})
		}
		b.Components = append(b.Components, c)
		uses.DependsOn = append(uses.DependsOn, c.Ref)
	}
	b.Dependencies = []dependency{uses}
	return b
}

// serial is a UUID of version 8: of a digest, so that the same release has the same.
func serial(of string) string {
	h := sha256.Sum256([]byte(of))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}
