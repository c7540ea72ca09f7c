package main

import (
	"cmp"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric/pattern"
)

// network is an interface of the machine, as far as the choice of an address looks at it.
type network struct {
	name     string
	up       bool
	loopback bool
	toOne    bool // point to point: a tunnel
	addrs    []netip.Addr
}

// networks lists the interfaces of this machine. One that cannot be read has no addresses.
func networks() []network {
	all, _ := net.Interfaces()
	var out []network
	for _, i := range all {
		n := network{name: i.Name, up: i.Flags&net.FlagUp != 0, loopback: i.Flags&net.FlagLoopback != 0,
			toOne: i.Flags&net.FlagPointToPoint != 0}
		addrs, _ := i.Addrs()
		for _, a := range addrs {
			if p, err := netip.ParsePrefix(a.String()); err == nil {
				n.addrs = append(n.addrs, p.Addr().Unmap())
			}
		}
		out = append(out, n)
	}
	return out
}

// place is an address at which phones may find the machine.
type place struct {
	addr  netip.Addr
	name  string // of the interface
	score int
}

// lanPlaces lists the addresses that phones in the same room can probably reach, the likeliest first. Nobody can know
// which it is: a laptop has the networks of virtual machines and tunnels beside that of the room. So the whole list is
// shown, and the facilitator can change over.
func lanPlaces(all []network) []place {
	var out []place
	for _, n := range all {
		if !n.up || n.loopback || n.toOne {
			continue
		}
		for _, a := range n.addrs {
			if a.Is4() && !a.IsLoopback() && !a.IsUnspecified() && !a.IsMulticast() {
				out = append(out, place{a, n.name, likely(a, n.name)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b place) int { return cmp.Compare(b.score, a.score) })
	return out
}

// likely is how probable it is that an address is that of the room. Offices, and phones that share their connection,
// give addresses of 192.168 and 10; virtual machines mostly of 172.16 to 31; tunnels and mobile networks of 100.64. An
// address of 169.254 says that the network gave none.
func likely(a netip.Addr, name string) int {
	score := 10
	for _, r := range []struct {
		prefix string
		score  int
	}{{"192.168.0.0/16", 40}, {"10.0.0.0/8", 30}, {"172.16.0.0/12", 20}, {"100.64.0.0/10", 0}, {"169.254.0.0/16",
		-50}} {
		if netip.MustParsePrefix(r.prefix).Contains(a) {
			score = r.score
		}
	}
	if isVirtual(name) {
		score -= 100
	}
	return score
}

// isVirtual reports whether an interface has the name of one that leads to no room: of containers, virtual machines and
// tunnels.
func isVirtual(name string) bool {
	name = strings.ToLower(name)
	begins := []string{"docker", "br-", "veth", "vmnet", "vethernet", "virbr", "tailscale", "zt", "tun", "tap", "utun",
		"wg", "ppp"}
	return slices.ContainsFunc(begins, func(p string) bool { return strings.HasPrefix(name, p) }) ||
		strings.Contains(name, "wsl") || strings.Contains(name, "virtualbox")
}

// hostName is a name of the domain name system, of parts with 63 signs at most.
var hostName = pattern.Of("^" + namePart + `(\.` + namePart + ")*$")

const namePart = `[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?`

// isPublicHost reports whether browsers can name a server so: a name or an address, and perhaps a port. Names beyond
// ASCII are none: browsers ask for them by another one, which begins with xn--.
func isPublicHost(s string) bool {
	if name, port, err := net.SplitHostPort(s); err == nil {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return false
		}
		s = name
	}
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	return len(s) <= 253 && hostName().MatchString(s)
}
