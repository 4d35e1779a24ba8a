using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>
/// The objects of one cluster, kind by kind: istiod watches each kind by itself, so of two kinds it may know an older state of the one and
/// a newer of the other, but of one kind it learns in the order of writes.
/// </summary>
internal sealed class ModelCluster(string name)
{
    private static readonly string[] Kinds = ["DestinationRule", "EnvoyFilter", "Gateway", "ServiceEntry", "VirtualService"];

    private readonly List<KindState>[] _states = [.. Kinds.Select(_ => new List<KindState> { KindState.Empty })];
    private int _made;

    public string Name => name;

    public void Write(UnstructuredMap content)
    {
        var (states, key) = (StatesOf(content), Key(content));
        states.Add(states[^1].With(key, new(content, states[^1].Find(key)?.Created ?? ++_made)));
    }

    public void Remove(UnstructuredMap content)
    {
        var states = StatesOf(content);
        states.Add(states[^1].With(Key(content), null));
    }

    /// <summary>How far each watch has come when it has come to the end.</summary>
    public int[] Newest => [.. _states.Select(states => states.Count - 1)];

    public ModelSnapshot At(int[] view) => new([.. _states.Select((states, kind) => states[view[kind]])]);

    private List<KindState> StatesOf(UnstructuredMap content) => _states[Array.IndexOf(Kinds, content.Text("kind"))];

    private static string Key(UnstructuredMap content) =>
        $"{content.Map("metadata")!.Text("namespace")}/{content.Map("metadata")!.Text("name")}";
}
