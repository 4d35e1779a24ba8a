using MeshFederation.Clusters.Tests.Behaviour.Servers;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>A set of behaviours that every API server shows, the one in this process and real ones alike.</summary>
public abstract class BehaviourTests(ServersUnderTest servers)
{
    /// <summary>The manager of most tests.</summary>
    protected const string First = "first";

    /// <summary>The other manager.</summary>
    protected const string Second = "second";

    /// <summary>A namespace of its own on a server, which is left behind when the test ends.</summary>
    protected async Task<Sandbox> OnAsync(string server) => await Sandbox.MakeAsync(await servers.GetAsync(server));
}
