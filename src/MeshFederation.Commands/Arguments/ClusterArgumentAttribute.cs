using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes clusters, or the names of clusters that were made or read in this session.</summary>
public sealed class ClusterArgumentAttribute : FriendlyArgumentAttribute<MeshCluster>
{
    /// <inheritdoc />
    protected override MeshCluster Read(object? item) => item switch
    {
        MeshCluster cluster => cluster,
        string name => MeshSession.Current.Find(name) ?? throw NotFound(name),
        _ => throw NotFound(item),
    };

    private static MeshException NotFound(object? item)
    {
        var known = string.Join(", ", MeshSession.Current.Clusters);
        return new(
            MeshErrorId.ClusterNotFound,
            MeshErrorKind.ObjectNotFound,
            $"{(item is null ? "The cluster is $null" : $"There is no cluster '{item}' in this session")}."
            + $"{(known.Length > 0 ? $" Known are {known}." : "")}",
            item is null
                ? "Check the variable that is given, or give the name of a known cluster."
                : "Make it first: New-MeshCluster NAME -GatewayAddress ADDRESS.",
            item);
    }
}
