namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>A server that was started for the behaviours, and ends with them.</summary>
public interface IStartedServer : IAsyncDisposable
{
    /// <summary>How to talk to it.</summary>
    ServerUnderTest Server { get; }
}
