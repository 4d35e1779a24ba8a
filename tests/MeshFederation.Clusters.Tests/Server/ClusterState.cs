using System.Collections.Concurrent;
using MeshFederation.Clusters.Tests.Server.Access;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Istio;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>All that one cluster's API server knows.</summary>
internal sealed class ClusterState
{
    /// <summary>Makes the state of an empty cluster.</summary>
    public ClusterState(TestClusterOptions options)
    {
        Options = options;
        Writer = new(Store, Rules);
    }

    public TestClusterOptions Options { get; }

    public ObjectStore Store { get; } = new();

    public List<ObjectRule> Rules { get; } = [];

    public ObjectWriter Writer { get; }

    public ListPages Pages { get; } = new();

    public Authentication Authentication { get; } = new();

    public Authorization Authorization { get; } = new();

    public ConcurrentQueue<ApiRequest> Requests { get; } = [];

    public FaultScript Faults { get; } = new();

    public ConcurrentDictionary<string, Func<string, ApiAnswer>> Proxies { get; } = new(StringComparer.Ordinal);

    /// <summary>The istiod pods, by namespace, name and port.</summary>
    public ConcurrentDictionary<string, TestIstiod> Istiods { get; } = new(StringComparer.Ordinal);

    /// <summary>By which it counts how long a request takes.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Whether answers say what time it is.</summary>
    public bool TellsTime { get; set; } = true;

    /// <summary>Counts the bookmarks that were asked for.</summary>
    public long Bookmark { get; set; }

    /// <summary>The kind with a plural, with its group where two have the same; a test's mistake when none is served.</summary>
    public ServedKind Kind(string plural) => Options.Kinds.Single(kind => kind.Plural == plural || kind.Resource == plural);

    /// <summary>Reads or writes under the lock.</summary>
    public T Locked<T>(Func<ObjectStore, T> action)
    {
        lock (Store.Lock) return action(Store);
    }
}
