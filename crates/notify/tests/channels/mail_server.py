"""A real mail server for the tests: TLS, a login, and some ways to refuse. Says its port, then each message that it took
as a line of JSON.

    mail_server.py implicit|starttls CERTIFICATE KEY HOW
"""

import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

MODE, CERTIFICATE, KEY, HOW = sys.argv[1:5]
USER, PASSWORD = b"anna", "rødgrød med fløde 7".encode()


def say(**what):
    print(json.dumps(what), flush=True)


class Handler:
    waited = set()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if HOW == "refuse-sender":
            return "553 5.7.1 Not for this sender"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if HOW == "refuse-recipient":
            return "550 5.1.1 Nobody of that name"
        if HOW == "greylist" and address not in self.waited:
            self.waited.add(address)
            return "451 4.7.1 Come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if HOW == "refuse-content":
            return "554 5.7.1 Looks like spam"
        content = base64.b64encode(envelope.original_content).decode()
        say(sender=envelope.mail_from, recipients=envelope.rcpt_tos, content=content, tls=session.ssl is not None)
        return "250 Taken"


def authenticate(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=known, handled=known)


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, KEY)
    implicit = MODE == "implicit"

    def protocol():
        return SMTP(
            Handler(),
            hostname="mail.example",
            enable_SMTPUTF8=False,
            tls_context=None if implicit else context,
            require_starttls=not implicit,
            authenticator=authenticate,
            auth_required=True,
            # It does not know of TLS that was there before it.
            auth_require_tls=not implicit,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=context if implicit else None)
    say(port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
