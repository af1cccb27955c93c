using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class MisplacedGuardFixTests
{
    [Fact]
    public Task A_guard_of_the_request_moves_to_the_class() => Fixing.Turns(
        new MisplacedGuardFix(),
        """
        using Microsoft.AspNetCore.Authorization;

        [WsRoute("/ws")]
        public class C
        {
            [Authorize("admins")]
            public void OnOpen() { }
        }
        """,
        """
        using Microsoft.AspNetCore.Authorization;

        [WsRoute("/ws")]
        [Authorize("admins")]
        public class C
        {
            public void OnOpen() { }
        }
        """);
}
