using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks;

/// <summary>Runs all checks.</summary>
public static class CheckList
{
    /// <summary>Runs all checks.</summary>
    /// <param name="scene">What was read of the clusters.</param>
    /// <returns>What came of each, in the order in which they rest on each other.</returns>
    public static IReadOnlyList<MeshCheck> Run(CheckScene scene) =>
        [.. CheckCatalog.All.SelectMany(check => check.Run(scene)).Select((check, index) => check with { Number = index + 1 })];

    /// <summary>Whether nothing failed.</summary>
    /// <param name="checks">What came of the checks.</param>
    /// <returns>True when no check failed.</returns>
    public static bool IsSound(IEnumerable<MeshCheck> checks) => !checks.Any(check => check.Status == CheckStatus.Failed);
}
