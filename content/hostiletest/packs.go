package hostiletest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// chartroom is a pack of one bank of these files, with right checksums.
func chartroom(media []member, files ...member) []byte { return changed("", "", media, files...) }

// changed is a pack in whose manifest a text was changed into another.
func changed(from, to string, media []member, files ...member) []byte {
	type listed struct {
		Name   string `json:"name"`
		Size   int    `json:"size"`
		SHA256 string `json:"sha256"`
	}
	type named struct {
		Member string `json:"member"`
	}
	var names []string
	var sums []listed
	var shown []named
	for _, m := range append(append([]member{}, files...), media...) {
		sum := sha256.Sum256([]byte(m.data))
		sums = append(sums, listed{m.name, len(m.data), hex.EncodeToString(sum[:])})
	}
	for _, m := range files {
		names = append(names, m.name)
	}
	for _, m := range media {
		shown = append(shown, named{m.name})
	}
	data, err := json.Marshal(map[string]any{"chartroom": 1, "name": "P", "banks": []any{map[string]any{"id": "b", "name": "B", "files": names, "media": shown}}, "members": sums})
	must(err)
	return zipped(append(append([]member{{"manifest.json", strings.Replace(string(data), from, to, 1)}}, files...), media...)...)
}

func packs() []File {
	var files []File
	add := func(row, what string, harmless bool, data func() []byte) {
		files = append(files, File{Row: row, What: "pack: " + what, Name: "a.chartroom", Make: data, Harmless: harmless})
	}
	const gift = "banks/b/questions.gift"
	good := member{gift, "x {T}\n"}
	add("P1", "a member that is not what the manifest says", false, func() []byte {
		return changed(`"sha256":"`, `"sha256":"0`, nil, good)
	})
	add("P1", "a signature of nonsense", false, func() []byte {
		return merged(chartroom(nil, good), zipped(member{"manifest.sig", many(64, "x")}))
	})
	add("P1", "a manifest without an end", false, func() []byte {
		return zipped(member{"manifest.json", `{"chartroom":1,"banks":` + many(5*million, "[")})
	})
	add("P1", "a manifest of 100,000 banks", false, func() []byte {
		var b strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&b, `,{"id":"b%d","name":"B","files":[]}`, i)
		}
		return zipped(member{"manifest.json", `{"chartroom":1,"name":"P","banks":[` + b.String()[1:] + `],"members":[]}`})
	})
	add("P1", "a manifest of a million members", false, func() []byte {
		return zipped(member{"manifest.json", `{"chartroom":1,"name":"P","banks":[],"members":[` + many(million/10, `{"name":"x","size":1,"sha256":""},`) + `{}]}`})
	})
	add("P1", "members whose names lead astray", false, func() []byte {
		return chartroom(nil, member{"banks/../../../etc/questions.gift", "x {T}\n"})
	})
	add("P1", "an order of questions of a billion", false, func() []byte {
		return changed(`"files"`, `"order":[[0,1000000000],[7,-1],[-1,5]],"files"`, nil, good)
	})
	add("Z1", "a bank of a gigabyte of zeros", false, func() []byte {
		return merged(bomb(gift, "", zeros, 1024, ""), chartroom(nil, good))
	})
	add("P2", "programs, fonts and pages beside the questions", false, func() []byte {
		return merged(chartroom(nil, good), zipped(member{"run.exe", "MZ\x90"}, member{"font.otf", "OTTO"}, member{"page.html", "<script>"}))
	})
	for kind, picture := range pictures() {
		add("I", "a picture: "+kind, true, func() []byte {
			data := picture()
			sum := sha256.Sum256(data)
			return chartroom([]member{{"media/" + hex.EncodeToString(sum[:]) + ".png", string(data)}}, good)
		})
	}
	return files
}
