namespace Zzz.Bench;

/// <summary>The sources from which the benchmarks were built, and the other projects that were built with them.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Zzz.sln</c>.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Returns the executable of another project, built along with this one in the same configuration.</summary>
    public static string Built(string project)
    {
        string output = Path.GetRelativePath(Path.Combine(Root, "bench", "Zzz.Bench"), AppContext.BaseDirectory);
        return Path.Combine(Root, project, output, Path.GetFileName(project));
    }

    private static string Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Zzz.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The benchmarks run outside the repository.");
    }
}
