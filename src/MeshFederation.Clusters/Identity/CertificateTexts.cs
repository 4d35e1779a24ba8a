using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Identity;

/// <summary>Reads files of requests and certificates.</summary>
public static class CertificateTexts
{
    /// <summary>The text of a file.</summary>
    /// <param name="path">The whole path.</param>
    /// <returns>The text.</returns>
    /// <exception cref="MeshException">It cannot be read.</exception>
    public static string Read(string path) => PlanFileErrors.Reading(path, File.ReadAllText);
}
