using System.Globalization;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>The words of the questions about what is removed, which all have one form.</summary>
internal static class RemovalText
{
    public static string Objects(int count) => count == 1 ? "1 object" : string.Create(CultureInfo.InvariantCulture, $"{count} objects");

    public static string Them(int count) => count == 1 ? "it" : "them";

    public static string Clusters(IEnumerable<MeshChange> changes) => Names(changes.Select(change => change.Cluster));

    public static string Names(IEnumerable<string> clusters) => string.Join(
        ", ", clusters.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"'{name}'"));
}
