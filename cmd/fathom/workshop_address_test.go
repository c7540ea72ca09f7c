package main

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
)

// TestLANPlaces: of the interfaces of real laptops, as issue trackers show them, the room's is chosen.
func TestLANPlaces(t *testing.T) {
	iface := func(name string, addrs ...string) network {
		n := network{name: name, up: true}
		for _, a := range addrs {
			n.addrs = append(n.addrs, netip.MustParseAddr(a))
		}
		return n
	}
	lo := iface("lo", "127.0.0.1", "::1")
	lo.loopback = true
	down := iface("eth9", "192.168.7.7")
	down.up = false
	vpn := iface("utun3", "10.8.0.2")
	vpn.toOne = true
	for _, c := range []struct {
		name string
		all  []network
		want []string
	}{
		{"linux with docker", []network{lo, iface("docker0", "172.17.0.1"), iface("wlp2s0", "192.168.1.23", "fe80::1")},
			[]string{"192.168.1.23", "172.17.0.1"}},
		{"docker in 192.168", []network{iface("br-1f2", "192.168.32.1"), iface("en0", "10.0.0.5")}, []string{"10.0.0.5", "192.168.32.1"}},
		{"windows with WSL", []network{iface("vEthernet (WSL)", "172.29.0.1"), iface("Wi-Fi", "172.20.10.4")}, []string{"172.20.10.4", "172.29.0.1"}},
		{"virtualbox", []network{iface("VirtualBox Host-Only Network", "192.168.56.1"), iface("Ethernet", "10.1.2.3")}, []string{"10.1.2.3",
			"192.168.56.1"}},
		{"tailscale", []network{iface("tailscale0", "100.101.1.1"), iface("wlan0", "100.70.0.9")},
			[]string{"100.70.0.9", "100.101.1.1"}},
		{"a VPN is no room, nor what is down", []network{lo, down, vpn, iface("en0", "203.0.113.9")}, []string{"203.0.113.9"}},
		{"no address given", []network{iface("en0", "169.254.3.4"), iface("en1", "10.0.0.1")}, []string{"10.0.0.1", "169.254.3.4"}},
		{"equal ones keep their order", []network{iface("en1", "192.168.2.2"), iface("en0", "192.168.1.1")}, []string{"192.168.2.2", "192.168.1.1"}},
		{"nothing", []network{lo}, nil},
	} {
		var got []string
		for _, p := range lanPlaces(c.all) {
			got = append(got, p.addr.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestIsPublicHost: a host is a name as a browser writes it into its request, or an address; nothing of a URL around
// it.
func TestIsPublicHost(t *testing.T) {
	for host, want := range map[string]bool{
		"room.test": true, "Room-1.example.com": true, "localhost": true, "room.test:8080": true, "10.0.0.7": true,
		"10.0.0.7:80": true, "[fd00::1]:80": true, "fd00::1": true, "xn--fiq228c.example": true,
		"my_laptop.local":   true,
		"http://room.test/": false, "room.test/": false, " room.test": false, "room.test\n": false, "a b": false,
		"room..test": false, ".": false, "": false, "room.test:": false, "room.test:0": false, "room.test:99999": false,
		"room.test:http": false, "user@room.test": false, "会场.example": false, "-room.test": false, "a,b": false,
		strings.Repeat("a", 64) + ".test": false, strings.Repeat("a.", 127) + "test": false,
	} {
		if got := isPublicHost(host); got != want {
			t.Errorf("%q: %v, want %v", host, got, want)
		}
	}
}
