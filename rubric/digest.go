package rubric

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Canonical returns the rubric as canonical JSON: the same for one file and a folder, whatever the layout and comments.
func (r *Rubric) Canonical() []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic("rubric: " + err.Error()) // every field is plain data with finite numbers
	}
	return data
}

// FromCanonical reads what Canonical wrote.
func FromCanonical(data []byte) (*Rubric, error) {
	r := new(Rubric)
	if err := json.Unmarshal(data, r); err != nil {
		return nil, err
	}
	return r, nil
}

// Digest names the exact content: "sha256:" and the hash of the canonical JSON in hexadecimal.
func (r *Rubric) Digest() string {
	sum := sha256.Sum256(r.Canonical())
	return "sha256:" + hex.EncodeToString(sum[:])
}
