namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>A proxy. Each type of its configuration comes by itself and as late as it likes, made of whatever istiod knew then.</summary>
internal abstract class ModelProxy(ModelCluster cluster, int types)
{
    private readonly int[][] _views = [.. Enumerable.Range(0, types).Select(_ => cluster.Newest)];

    public ModelCluster Cluster => cluster;

    public int Types => types;

    /// <summary>Whether a type is as new as it can be.</summary>
    public bool IsCurrent(int type) => _views[type].AsSpan().SequenceEqual(cluster.Newest);

    /// <summary>One type comes, made of anything between what it was made of and all that is there now.</summary>
    public void Advance(int type, Random random)
    {
        var newest = cluster.Newest;
        for (var kind = 0; kind < newest.Length; kind++) _views[type][kind] = random.Next(_views[type][kind], newest[kind] + 1);
        Take(type);
    }

    /// <summary>One type comes to the end.</summary>
    public void CatchUp(int type)
    {
        _views[type] = cluster.Newest;
        Take(type);
    }

    protected ModelSnapshot Snapshot(int type) => cluster.At(_views[type]);

    protected abstract void Take(int type);
}
