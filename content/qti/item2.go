package qti

func (d *draft) read2(n *node) {}
