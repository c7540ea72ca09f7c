package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"fathom/reports/brand"
	"fathom/reports/doc"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// branding puts documents on the paper of whoever hands them over.
type branding struct {
	path  string // --brand
	brand *brand.Brand
}

func (b *branding) flag(cmd *cobra.Command, in say.Language) {
	cmd.Flags().StringVar(&b.path, "brand", "", in.Say("client, author, logo and colour by a brand `FILE`; see fathom help branding",
		"按品牌`文件`写上客户、编制方、标志和颜色；见 fathom help branding"))
}

// read reads the brand, where one is named.
func (b *branding) read(a *app) (err error) {
	switch b.path {
	case "":
		return nil
	case "-":
		return usage(say.Both("--brand is for a file, not for standard input", "--brand 只能用于文件，不能用标准输入"), say.Message{})
	}
	b.brand, err = a.readBrand(b.path)
	return err
}

// on is a document on the paper of the brand.
func (b *branding) on(rep *doc.Report) *doc.Report {
	if b.brand != nil {
		rep.Brand = b.brand.Doc(rep.Lang)
	}
	return rep
}

func (a *app) readBrand(path string) (*brand.Brand, error) {
	data, err := a.read(path, brand.MaxBytes)
	if err != nil {
		return nil, err
	}
	return a.brandOf(path, data)
}

// brandOf reads what a brand file says, and the logo beside it.
func (a *app) brandOf(path string, data []byte) (*brand.Brand, error) {
	return brand.Read(shown(path), data, func(logo string) ([]byte, error) {
		if !filepath.IsAbs(logo) {
			logo = filepath.Join(filepath.Dir(path), filepath.FromSlash(logo))
		}
		info, err := os.Stat(logo)
		switch {
		case err != nil:
			return nil, err
		case !info.Mode().IsRegular() && !info.IsDir():
			return nil, &fs.PathError{Op: "read", Path: logo, Err: problem.ErrNoFile}
		}
		return a.picture(logo)
	})
}

// picture reads a logo, and one byte more than it may have.
func (a *app) picture(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	a.remember(path, f)
	return io.ReadAll(io.LimitReader(f, brand.MaxLogo+1))
}
