using Xunit;

namespace Zzz.Tests.Generators.Emitting;

public class ModuleEmitterTests
{
    [Fact]
    public void A_module_maps_its_assembly() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        namespace Chat.@event
        {
            [ZzzModule] public static partial class ChatModule { }
        }

        [ZzzModule] internal static partial class RootModule { public static void Use(WebApplication app) => Map(app.MapGroup("/api")); }
        """).Sessions);
}
