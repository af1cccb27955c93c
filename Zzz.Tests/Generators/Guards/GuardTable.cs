namespace Zzz.Tests.Generators.Guards;

/// <summary>Every way to put a guard on something, and what becomes of it: <c>docs/security.md</c> shows it, and <see cref="GuardTests"/> proves it.</summary>
internal static class GuardTable
{
    public const string Usings =
        """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Cors;
        using Microsoft.AspNetCore.Http.Timeouts;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.OutputCaching;
        using Microsoft.AspNetCore.RateLimiting;
        using Microsoft.AspNetCore.Routing;
        """;

    public const string Hidden = "file sealed class HiddenAttribute() : AuthorizeAttribute(\"adults\");";

    /// <summary>The attributes of an app: derived ones, and one that only requires.</summary>
    public const string Attributes =
        $$"""
        {{Usings}}
        using System.Linq;
        using System.Security.Claims;

        public sealed class AdminAttribute : AuthorizeAttribute { public AdminAttribute() => Roles = "admin"; }

        public sealed class MinimumAgeAttribute(int age) : AuthorizeAttribute, IAuthorizationRequirementData
        {
            public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new Age(age)];
        }

        [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
        public sealed class RequiresAttribute(int age) : Attribute, IAuthorizationRequirementData
        {
            public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new Age(age)];
        }

        public sealed class Age(int least) : IAuthorizationRequirement, IAuthorizationHandler
        {
            public Task HandleAsync(AuthorizationHandlerContext context)
            {
                if (context.User.FindAll(ClaimTypes.Role).Any(claim => int.TryParse(claim.Value, out int age) && age >= least)) context.Succeed(this);
                return Task.CompletedTask;
            }
        }
        """;

    public static GuardKind[] Kinds { get; } =
    [
        new("authorization", "[Authorize]", "[Authorize(\"adults\")]", "[Authorize(Roles = \"admin\")]", "[Admin]", "[MinimumAge(18)]",
            "[Requires(18)]", "[Requires(18), Requires(31)]", "[Admin, AllowAnonymous]"),
        new("`[Host]`, `[DisableCors]`", "[Host(\"members.example\")]", "[DisableCors]"),
        new("of requests", "[EnableRateLimiting(\"none\")]", "[OutputCache]", "[RequestTimeout(1000)]"),
        new("`[RateLimit]`", "[RateLimit(0.001, Burst = 1)]"),
        new("filters of MVC", "[RequireHttps]", "[TypeFilter(typeof(object))]"),
        new("not to be written", "[Hidden]"),
    ];

    public static GuardPlace[] Places { get; } =
    [
        new("a controller", """{g} [WsRoute("/r{i}")] public class C{i};""", OfRequest),
        new("its base class", """{g} public abstract class B{i}; [WsRoute("/r{i}")] public class C{i} : B{i};""", OfBaseRequest),
        new("a method of it", """[WsRoute("/r{i}")] public class C{i} { {g} public void OnOpen() { } }""", Refused),
        new("a method of it, overridden", """public class B{i} { {g} public virtual void OnText(string text) { } } [WsRoute("/r{i}")] public class C{i} : B{i} { public override void OnText(string text) { } }""", Refused),
        new("a socket", """{g} [ChannelRoute("/r{i}")] public class C{i};""", OfRequest),
        new("its base class", """{g} public abstract class B{i}; [ChannelRoute("/r{i}")] public class C{i} : B{i};""", OfBaseRequest),
        new("a method of it", """[ChannelRoute("/r{i}")] public class C{i} { {g} public string? Id() => null; }""", Refused),
        new("a channel", """{g} [Channel("t{i}")] public class C{i} { [On("e")] public void E() { } }""", OfJoin),
        new("its base class", """{g} public abstract class B{i} { [On("e")] public void E() { } } [Channel("t{i}")] public class C{i} : B{i};""", OfJoin),
        new("`OnJoin`", """[Channel("t{i}")] public class C{i} { {g} public void OnJoin() { } }""", OfOnJoin),
        new("`OnJoin`, overridden", """public class B{i} { {g} public virtual void OnJoin() { } } [Channel("t{i}")] public class C{i} : B{i} { public override void OnJoin() { } }""", OfOnJoin),
        new("a handler with `[On]`", """[Channel("t{i}")] public class C{i} { {g} [On("e")] public void E() { } }""", OfEvent),
        new("such a one, overridden", """public abstract class B{i} { {g} [On("e")] public abstract void E(); } [Channel("t{i}")] public class C{i} : B{i} { [On("e")] public override void E() { } }""", OfEvent),
        new("the method that overrides it", """public class B{i} { [On("e")] public virtual void E() { } } [Channel("t{i}")] public class C{i} : B{i} { {g} public override void E() { } }""", OfEvent),
        new("another method of a channel", """[Channel("t{i}")] public class C{i} { {g} public void OnLeave() { } }""", Refused),
        new("a module", """{g} [ZzzModule] public static partial class C{i};""", Refused),
    ];

    /// <summary>Each attribute at each place. The number is that of its file in the project.</summary>
    public static GuardCase[] Cases { get; } = [.. CasesFrom(first: 2)];

    private static string[] OfRequest => ["the request", "the request", "the request", "ZZZ1010", "ZZZ1010", "ZZZ1009"];

    /// <summary>These two are not inherited.</summary>
    private static string[] OfBaseRequest => ["the request", "ZZZ1010", "the request", "ZZZ1010", "ZZZ1010", "ZZZ1009"];

    private static string[] OfJoin => ["the join", "ZZZ1010", "ZZZ1010", "the events", "ZZZ1010", "ZZZ1009"];

    private static string[] OfOnJoin => ["the join", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1009"];

    private static string[] OfEvent => ["the event", "ZZZ1010", "ZZZ1010", "the event", "ZZZ1010", "ZZZ1009"];

    private static string[] Refused => ["ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010"];

    public static string Rendered =>
        $"| on | {string.Join(" | ", Kinds.Select(kind => kind.Name))} |\n"
        + $"|---|{string.Concat(Kinds.Select(_ => "---|"))}\n"
        + string.Concat(Places.Select(place => $"| {place.Name} | {string.Join(" | ", place.Cells.Select(Linked))} |\n"));

    private static string Linked(string cell) =>
        cell.StartsWith("ZZZ", StringComparison.Ordinal) ? $"[{cell}](diagnostics/{cell}.md)" : cell;

    private static IEnumerable<GuardCase> CasesFrom(int first) =>
        from place in Places
        from column in Enumerable.Range(0, Kinds.Length)
        from attribute in Kinds[column].Attributes
        select new GuardCase(first++, place, Kinds[column], attribute, place.Cells[column]);
}
