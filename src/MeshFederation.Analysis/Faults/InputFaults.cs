using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Faults;

/// <summary>The faults of what is given to be analysed, which no rule can look for.</summary>
public static class InputFaults
{
    /// <summary>A file, or a document of it, cannot be read, so nothing is found of what stands in it.</summary>
    public static Fault FileUnread { get; } = new("MF9042")
    {
        Title = "The files of objects can be read.",
        Recommendation = "Mend the file: of what stands in it nothing is found, and what it would mend elsewhere may be found.",
        Source = "MeshFederation's reader, not Istio",
    };

    /// <summary>The finding of a file that cannot be read.</summary>
    /// <param name="cluster">The cluster that its objects are of.</param>
    /// <param name="path">The whole path of the file.</param>
    /// <param name="fault">Why it cannot be read.</param>
    /// <returns>The finding, with the message of the error.</returns>
    public static MeshFinding OfFile(string cluster, string path, MeshException fault) => new(
        FileUnread.Id,
        FileUnread.Severity,
        fault.Message,
        cluster,
        Path.GetFileName(path),
        fault.RecommendedAction,
        file: path);
}
