package main

import (
	"os"
	"testing"

	"github.com/BurntSushi/toml"
)

func TestMetadataInCodeIsThatOfFyneApp(t *testing.T) {
	var file struct {
		Details struct {
			Icon, Name, ID, Version string
			Build                   int
		}
		Migrations map[string]bool
	}
	b, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if err := toml.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	d := file.Details
	if d.Name != metadata.Name || d.ID != metadata.ID || d.Version != metadata.Version || d.Build != metadata.Build {
		t.Errorf("FyneApp.toml says %+v, the code %+v", d, metadata)
	}
	if !file.Migrations["fyneDo"] || !metadata.Migrations["fyneDo"] {
		t.Error("fyneDo must be set in both: without it each refresh looks up its goroutine")
	}
	if _, err := os.Stat("../" + d.Icon); err != nil {
		t.Error(err)
	}
}
