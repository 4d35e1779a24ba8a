using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks;

/// <summary>The base of checks that look at pairs of clusters: one that calls, and one that serves.</summary>
internal abstract class PairCheck : LiveCheck
{
    /// <inheritdoc />
    public sealed override IEnumerable<MeshCheck> Run(CheckScene scene) =>
        scene.Pairs.SelectMany(pair => Unread(pair) is { } unread ? [unread] : Look(scene, pair));

    /// <summary>Looks at a pair of which both were read.</summary>
    protected abstract IEnumerable<MeshCheck> Look(CheckScene scene, ClusterPair pair);

    private MeshCheck? Unread(ClusterPair pair)
    {
        var unread = pair.Client.IsRead ? pair.Server : pair.Client;
        return unread.IsRead ? null : NotChecked(pair.Client.Name, $"The API of {unread.Name} does not answer.", "", pair.Server.Name);
    }
}
