// Package speech reads words aloud with the voice that the system has, if it
// has one. It is the one home of other programs for speaking: each is found in
// the system's own places, started without a shell, and given the words on its
// standard input, so that no text can become a command. Nothing is ever
// downloaded.
package speech

import (
	"fmt"
	"strings"
	"unicode"
)

// Voice speaks one text at a time. It belongs to the thread of the window.
type Voice struct {
	program Program
	start   Starter
	stop    func() // of what is being said; nil = nothing
}

// Program is a program that speaks what stands on its standard input.
type Program struct {
	Path string
	Args []string
}

// Starter starts a program with these words on its standard input. stop ends
// it, and may be called when it has ended by itself.
type Starter func(p Program, words string) (stop func(), err error)

// speakers are the programs to look for on each system, best first.
var speakers = map[string][]Program{
	"darwin": {{"say", []string{"-f", "-"}}},
	// The command is the same for every text; the words come on the input.
	"windows": {{"powershell.exe", []string{"-NoProfile", "-NonInteractive", "-Command",
		"[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; " +
			"(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"}}},
	"": {{"espeak-ng", []string{"--stdin"}}, {"espeak", []string{"--stdin"}}, {"spd-say", []string{"--wait", "--pipe-mode"}}},
}

// Find is the voice of a system (as runtime.GOOS calls it), or nil when it has
// none. look finds a program, as exec.LookPath does.
func Find(system string, look func(name string) (string, error), start Starter) *Voice {
	programs, ok := speakers[system]
	if !ok {
		programs = speakers[""]
	}
	for _, p := range programs {
		if path, err := look(p.Path); err == nil {
			return &Voice{program: Program{path, p.Args}, start: start}
		}
	}
	return nil
}

// longest is how many characters are said at most: more is no term and no
// question.
const longest = 2000

// Say says words, and first ends what it was saying.
func (v *Voice) Say(words string) error {
	v.Stop()
	words = spoken(words)
	if words == "" {
		return nil
	}
	stop, err := v.start(v.program, words)
	if err != nil {
		return fmt.Errorf("the system's voice did not start: %w", err)
	}
	v.stop = stop
	return nil
}

// Stop ends what is being said.
func (v *Voice) Stop() {
	if v.stop != nil {
		v.stop()
		v.stop = nil
	}
}

// spoken is a text without what a voice would stumble over: control
// characters, the slash of a combining form, and the hyphen at either end.
func spoken(s string) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '/' || r == '•' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "")))
	for i, w := range words {
		words[i] = strings.Trim(w, "-")
	}
	r := []rune(strings.TrimSpace(strings.Join(words, " ")))
	return string(r[:min(len(r), longest)])
}
