package content

import "io/fs"

// Careers are the shipped files about careers, credentials, pay and schooling:
// what content/career reads. Names begin at their folder: "pay/national.csv".
func Careers() fs.FS {
	files, err := fs.Sub(builtin, "builtin/careers")
	if err != nil {
		panic(err) // the name is well formed
	}
	return files
}
