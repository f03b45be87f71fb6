package quiz

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// Media is a picture or a sound that questions show or play. Texts name it by
// its Ref: <img src="media:9f86….png"> in HTML and Moodle's markup,
// ![words](media:9f86….png) in Markdown.
type Media struct {
	Hash string // of Data: SHA-256, 64 lower-case hexadecimal digits
	Name string // as its file called it, for people; no folder
	Type string // as found in Data, never as the name claims: "image/png"
	Data []byte
}

// mediaTypes are the types that can be shown or played, and their endings.
var mediaTypes = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/bmp": ".bmp",
	"audio/mpeg": ".mp3", "audio/wave": ".wav", "application/ogg": ".ogg",
}

// NewMedia is the media with these bytes.
func NewMedia(name string, data []byte) Media {
	sum := sha256.Sum256(data)
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	return Media{Hash: hex.EncodeToString(sum[:]), Name: name, Type: kind, Data: data}
}

// Known reports whether the media is of a type that the app can show or play.
func (m *Media) Known() bool { return mediaTypes[m.Type] != "" }

// mediaScheme begins every Ref.
const mediaScheme = "media:"

// Ref is how texts name the media.
func (m *Media) Ref() string { return mediaScheme + m.Hash + mediaTypes[m.Type] }

// MediaHash is the hash in a Ref; ok is false if ref is none.
func MediaHash(ref string) (hash string, ok bool) {
	rest, ok := strings.CutPrefix(ref, mediaScheme)
	if !ok || len(rest) < 64 {
		return "", false
	}
	if _, err := hex.DecodeString(rest[:64]); err != nil {
		return "", false
	}
	return rest[:64], len(rest) == 64 || rest[64] == '.'
}
