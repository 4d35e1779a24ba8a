namespace MeshFederation.Help.Reading;

/// <summary>
/// The page that PlatyPS keeps for the module as a whole: it lists the cmdlets for readers on the web, and Get-Help has no place for it.
/// </summary>
internal static class ModulePage
{
    public static bool Is(string path) =>
        File.ReadLines(path)
            .Skip(1)
            .TakeWhile(line => line.TrimEnd() != "---")
            .Any(line => line.StartsWith("Module Guid:", StringComparison.OrdinalIgnoreCase));
}
