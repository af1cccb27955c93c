namespace Zzz.Tests.Generators.Guards;

/// <summary>
/// Every way to put a guard on something, and what it does there. <c>docs/security.md</c> shows the table, and <see cref="GuardTests"/> proves it.
/// </summary>
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

    public const string Hidden = "[AttributeUsage(AttributeTargets.All)] file sealed class HiddenAttribute() : AuthorizeAttribute(\"adults\");";

    /// <summary>The attributes of an app: derived ones, one that only adds a requirement, and some that may be in any place.</summary>
    public const string Attributes =
        $$"""
        {{Usings}}
        using Microsoft.AspNetCore.Http.Metadata;
        using Microsoft.AspNetCore.Mvc.Filters;
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

        [AttributeUsage(AttributeTargets.All)]
        public sealed class OldAttribute : Attribute, IAuthorizationRequirementData
        {
            public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new Age(80)];
        }

        [AttributeUsage(AttributeTargets.All)]
        public sealed class MembersAttribute : Attribute, IHostMetadata { public IReadOnlyList<string> Hosts => ["members.example"]; }

        [AttributeUsage(AttributeTargets.All)]
        public sealed class SmallAttribute : Attribute, IRequestSizeLimitMetadata { public long? MaxRequestBodySize => 1; }

        [AttributeUsage(AttributeTargets.All)]
        public sealed class FilterAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { } }
        """;

    public static GuardKind[] Kinds { get; } =
    [
        new("authorization", "[Old]", "[Authorize]", "[Authorize(\"adults\")]", "[Authorize(Roles = \"admin\")]", "[Admin]", "[MinimumAge(18)]",
            "[Requires(18)]", "[Requires(18), Requires(31)]", "[Admin, AllowAnonymous]"),
        new("`[Host]`, `[DisableCors]`", "[Members]", "[Host(\"members.example\")]", "[DisableCors]"),
        new("other request attributes", "[Small]", "[EnableRateLimiting(\"none\")]", "[OutputCache]", "[RequestTimeout(1000)]"),
        new("`[RateLimit]`", Anywhere: null, "[RateLimit(0.001, Burst = 1)]"),
        new("MVC filters", "[Filter]", "[RequireHttps]", "[TypeFilter(typeof(object))]"),
        new("inaccessible attributes", "[Hidden]", "[Hidden]"),
    ];

    public static GuardPlace[] Places { get; } =
    [
        new("a controller", """{g} [WsRoute("/r{i}")] public class C{i};""", OfRequest),
        new("a base class of a controller", """{g} public abstract class B{i}; [WsRoute("/r{i}")] public class C{i} : B{i};""", OfBaseRequest),
        new("a method of a controller", """[WsRoute("/r{i}")] public class C{i} { {g} public void OnOpen() { } }""", Refused),
        new("an overridden method of a controller", """public class B{i} { {g} public virtual void OnText(string text) { } } [WsRoute("/r{i}")] public class C{i} : B{i} { public override void OnText(string text) { } }""", Refused),
        new("a socket", """{g} [ChannelRoute("/r{i}")] public class C{i};""", OfRequest),
        new("a base class of a socket", """{g} public abstract class B{i}; [ChannelRoute("/r{i}")] public class C{i} : B{i};""", OfBaseRequest),
        new("a method of a socket", """[ChannelRoute("/r{i}")] public class C{i} { {g} public string? Id() => null; }""", Refused),
        new("a channel", """{g} [Channel("t{i}")] public class C{i} { [On("e")] public void E() { } }""", OfJoin),
        new("a base class of a channel", """{g} public abstract class B{i} { [On("e")] public void E() { } } [Channel("t{i}")] public class C{i} : B{i};""", OfJoin),
        new("`OnJoin`", """[Channel("t{i}")] public class C{i} { {g} public void OnJoin() { } }""", OfOnJoin),
        new("an overridden `OnJoin`", """public class B{i} { {g} public virtual void OnJoin() { } } [Channel("t{i}")] public class C{i} : B{i} { public override void OnJoin() { } }""", OfOnJoin),
        new("a hidden `OnJoin`", """public class B{i} { {g} public void OnJoin() { } } [Channel("t{i}")] public class C{i} : B{i} { public new void OnJoin() { } }""", Refused),
        new("a handler, marked `[On]`", """[Channel("t{i}")] public class C{i} { {g} [On("e")] public void E() { } }""", OfEvent),
        new("an overridden handler", """public abstract class B{i} { {g} [On("e")] public abstract void E(); } [Channel("t{i}")] public class C{i} : B{i} { [On("e")] public override void E() { } }""", OfEvent),
        new("an override of a handler", """public class B{i} { [On("e")] public virtual void E() { } } [Channel("t{i}")] public class C{i} : B{i} { {g} public override void E() { } }""", OfEvent),
        new("a hidden handler", """public class B{i} { {g} [On("e")] public void E() { } } [Channel("t{i}")] public class C{i} : B{i} { [On("e")] public new void E() { } }""", Refused),
        new("a handler whose event a derived class handles", """public class B{i} { {g} [On("e")] public void D() { } } [Channel("t{i}")] public class C{i} : B{i} { [On("e")] public void E() { } }""", Refused),
        new("any other method of a channel", """[Channel("t{i}")] public class C{i} { {g} public void OnLeave() { } }""", Refused),
        new("a class that contains a controller", """{g} public class O{i} { [WsRoute("/r{i}")] public class C{i}; }""", Refused),
        new("a controller that contains a controller", """{g} [WsRoute("/o{i}")] public class O{i} { [WsRoute("/r{i}")] public class C{i}; }""", OfOuter),
        new("a class that contains a channel", """{g} public class O{i} { public class I { [Channel("t{i}")] public class C{i}; } }""", Refused),
        new("a method of an interface", """public interface I{i} { {g} void E(); } [Channel("t{i}")] public class C{i} : I{i} { [On("e")] public void E() { } }""", Refused),
        new("an interface", """{g} public interface I{i}; [Channel("t{i}")] public class C{i} : I{i};""", Refused, IsAnything: true),
        new("a parameter of a method", """[Channel("t{i}")] public class C{i} { [On("e")] public void E({g} string text) { } }""", Refused, IsAnything: true),
        new("a parameter of a constructor", """[WsRoute("/r{i}")] public class C{i}({g} IServiceProvider services) { public IServiceProvider Services => services; }""", Refused, IsAnything: true),
        new("a type parameter", """public class B{i}<{g} T>; [WsRoute("/r{i}")] public class C{i} : B{i}<int>;""", Refused, IsAnything: true),
        new("a return value", """[Channel("t{i}")] public class C{i} { {g} public JoinResult OnJoin() => JoinResult.Ok(); }""", Refused, IsAnything: true, Target: "return: "),
        new("a field", """[WsRoute("/r{i}")] public class C{i} { {g} public int Number { get; set; } }""", Refused, IsAnything: true, Target: "field: "),
        new("the assembly", """{g} [WsRoute("/r{i}")] public class C{i};""", Refused, IsAnything: true, Target: "assembly: "),
        new("the module of the assembly", """{g} [Channel("t{i}")] public class C{i};""", Refused, IsAnything: true, Target: "module: "),
        new("a class marked `[ZzzModule]`", """{g} [ZzzModule] public static partial class C{i};""", Refused),
    ];

    /// <summary>Each attribute in each place. The number is that of its file in the project.</summary>
    public static GuardCase[] Cases { get; } = [.. CasesFrom(first: 2)];

    private static string[] OfRequest => ["the request", "the request", "the request", "ZZZ1010", "ZZZ1010", "ZZZ1009"];

    /// <summary><c>[Host]</c> and <c>[DisableCors]</c> are not inherited.</summary>
    private static string[] OfBaseRequest => ["the request", "ZZZ1010", "the request", "ZZZ1010", "ZZZ1010", "ZZZ1009"];

    private static string[] OfJoin => ["the join", "ZZZ1010", "ZZZ1010", "the events", "ZZZ1010", "ZZZ1009"];

    private static string[] OfOnJoin => ["the join", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1009"];

    private static string[] OfEvent => ["the event", "ZZZ1010", "ZZZ1010", "the event", "ZZZ1010", "ZZZ1009"];

    /// <summary>The class around guards its own route, and a reader must not think that its attribute guards the other route too.</summary>
    private static string[] OfOuter => ["ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1009, ZZZ1010"];

    private static string[] Refused => ["ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010", "ZZZ1010"];

    public static string Rendered =>
        $"| place | {string.Join(" | ", Kinds.Select(kind => kind.Name))} |\n"
        + $"|---|{string.Concat(Kinds.Select(_ => "---|"))}\n"
        + string.Concat(Places.Select(place => $"| {place.Name} | {string.Join(" | ", Kinds.Select((kind, i) => place.AttributesOf(kind).Length > 0 ? Linked(place.Cells[i]) : "–"))} |\n"));

    private static string Linked(string cell) =>
        cell.StartsWith("ZZZ", StringComparison.Ordinal) ? string.Join(", ", cell.Split(", ").Select(id => $"[{id}](diagnostics/{id}.md)")) : cell;

    private static IEnumerable<GuardCase> CasesFrom(int first) =>
        from place in Places
        from column in Enumerable.Range(0, Kinds.Length)
        from attribute in place.AttributesOf(Kinds[column])
        select new GuardCase(first++, place, Kinds[column], attribute, place.Cells[column]);
}
