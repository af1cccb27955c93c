using Xunit;

namespace Zzz.Tests.Generators.Emitting;

public class EndpointsEmitterTests
{
    [Fact]
    public void No_controllers() => Snapshot.Matches(this, GeneratorRun.Over().Endpoints);

    [Fact]
    public void Routes_are_in_order_with_what_configures_them()
    {
        GeneratorRun run = GeneratorRun.Over(
            """
            using Microsoft.AspNetCore.Authorization;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Routing;

            public sealed class NoteAttribute(object? value, params Type[] types) : Attribute
            {
                public object? Value => value;
                public Type[] Types => types;
                public string? Text { get; set; }
                public double[]? Numbers { get; set; }
            }

            [AttributeUsage(AttributeTargets.Class, Inherited = false)]
            public sealed class OwnAttribute : Attribute;

            [Authorize("base"), Own, Tags("from", "base")]
            public abstract class Base
            {
                public static void Configure(WsOptions options) => options.MaxMessageSize = 10;
            }

            [WsRoute("/ws/:room/{id:int}")]
            [Note((byte)7, typeof(List<>), typeof(int), Text = null, Numbers = [1, 2.5, double.NaN])]
            [Authorize("own", Roles = "admin, \"root\"")]
            public sealed class SecondController : Base;

            [WsRoute("ws/first")]
            [Note(DayOfWeek.Monday), EndpointGroupName("first")]
            public sealed class FirstController
            {
                public static void Configure(WsOptions options) => options.Subprotocols.Add("chat");
            }

            [WsRoute("/")]
            [Host("example.com")]
            public sealed class RootController;

            public static class App
            {
                public static void Map(WebApplication app) => app.MapGroup("/api").MapZzz().RequireAuthorization();
            }
            """);

        Snapshot.Matches(this, run.Endpoints);
    }

    [Fact]
    public void Contexts_for_JSON() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Text.Json.Serialization;

        [WsRoute("/ws")] public sealed class C;

        [JsonSerializable(typeof(int)), JsonSerializable(typeof(long))] internal partial class SecondJson : JsonSerializerContext;
        [JsonSerializable(typeof(string))] public partial class FirstJson : JsonSerializerContext;
        public partial class Outer { [JsonSerializable(typeof(string))] private partial class HiddenJson : JsonSerializerContext; }
        """).Endpoints);
}
