"""Twisted's SMTP server as a process: it takes mail from who signs in, encrypted, and prints each as a line of JSON.

`python -m tests.portal.smtp_server PORT CERTIFICATE`   the certificate's file holds its key, too; user "portal", password "secret"
"""

from __future__ import annotations

import json
import sys
from typing import Any

from twisted.cred.checkers import InMemoryUsernamePasswordDatabaseDontUse
from twisted.cred.portal import IRealm, Portal
from twisted.internet import defer, ssl
from twisted.internet import reactor as twisted_reactor
from twisted.mail import smtp
from twisted.mail.imap4 import LOGINCredentials, PLAINCredentials
from zope.interface import implementer


@implementer(smtp.IMessage)
class Letter:
    def __init__(self, to):
        self.to, self.lines = to, []

    def lineReceived(self, line):  # noqa: N802
        self.lines.append(line.decode())

    def eomReceived(self):  # noqa: N802
        print(json.dumps({"to": self.to, "letter": "\n".join(self.lines)}), flush=True)  # noqa: T201
        return defer.succeed(None)

    def connectionLost(self):  # noqa: N802
        self.lines = []


@implementer(smtp.IMessageDelivery)
class Delivery:
    def receivedHeader(self, helo, origin, recipients):  # noqa: N802
        return b"Received: here"

    def validateFrom(self, helo, origin):  # noqa: N802
        return origin

    def validateTo(self, user):  # noqa: N802
        if b"refused" in user.dest.local:
            raise smtp.SMTPBadRcpt(user)
        return lambda: Letter(str(user.dest))


@implementer(IRealm)
class Realm:
    def requestAvatar(self, avatar, mind, *interfaces):  # noqa: N802
        return smtp.IMessageDelivery, Delivery(), lambda: None


class Encrypted(smtp.ESMTP):
    """Mail is taken from those alone who signed in, and nobody signs in unencrypted."""

    def ext_AUTH(self, rest):  # noqa: N802
        if not self.startedTLS:
            self.sendCode(538, b"Encryption required")
            return None
        return super().ext_AUTH(rest)

    def do_MAIL(self, rest):  # noqa: N802
        if not self.authenticated:
            self.sendCode(530, b"Sign in first")
            return
        super().do_MAIL(rest)


class Factory(smtp.SMTPFactory):
    context: Any = None

    def buildProtocol(self, addr):  # noqa: N802
        made = Encrypted({b"LOGIN": LOGINCredentials, b"PLAIN": PLAINCredentials}, self.context)
        made.factory, made.portal, made.host = self, self.portal, b"localhost"
        return made


if __name__ == "__main__":
    users = InMemoryUsernamePasswordDatabaseDontUse()
    users.addUser(b"portal", b"secret")
    factory = Factory(Portal(Realm(), [users]))
    factory.context = ssl.DefaultOpenSSLContextFactory(sys.argv[2], sys.argv[2])
    reactor: Any = twisted_reactor  # its type is a module's, its methods are an object's
    reactor.listenTCP(int(sys.argv[1]), factory, interface="127.0.0.1")
    print("ready", flush=True)  # noqa: T201
    reactor.run()
