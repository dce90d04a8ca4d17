/**
 * What the instance does when it starts for the first time, as AWS describes it; the rules and the setting are there after
 * each later start too. Packets leave by the interface that they came in by, with the instance's address.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html and
 * https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades-usage.html
 */
export const NAT_INSTANCE_USER_DATA = `#!/bin/bash
set -euo pipefail
# The smallest types have less memory than dnf needs.
dd if=/dev/zero of=/var/swapfile bs=1M count=1024 status=none
chmod 600 /var/swapfile
mkswap /var/swapfile
swapon /var/swapfile
# The subnet's way out may be there later than the instance.
until dnf install --assumeyes iptables-services; do sleep 5; done
echo 'net.ipv4.ip_forward = 1' > /etc/sysctl.d/90-nat.conf
sysctl --load=/etc/sysctl.d/90-nat.conf
cat > /etc/sysconfig/iptables <<'RULES'
*nat
:POSTROUTING ACCEPT [0:0]
-A POSTROUTING ! -o lo -j MASQUERADE
COMMIT
RULES
systemctl enable --now iptables
`;
