"""A real mail server for tests (aiosmtpd): prints every message it took as one line of JSON. Ends when its input ends, so no test leaves it behind.

The first word of a recipient says how he is answered: refused -> 550, later -> 451, slow -> not at all.
"""
import asyncio
import base64
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP


def say(**what):
    print(json.dumps(what), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        say(rcpt=address)
        if address.startswith("refused"):
            return "550 5.1.1 No such user here: " + address
        if address.startswith("later"):
            return "451 4.7.1 Try again later"
        if address.startswith("slow"):
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        say(
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            subject=str(mail["Subject"]),
            messageId=str(mail["Message-ID"]),
            contentType=mail.get_content_type(),
            charset=mail.get_content_charset(),
            body=mail.get_content(),
            headers=[name for name, _ in mail.items()],
            raw=base64.b64encode(envelope.content).decode(),
        )
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler()), "127.0.0.1", int(sys.argv[1]))
    say(listening=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
