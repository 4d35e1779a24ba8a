using MeshFederation.Clusters.Tests.Server.Hosting;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>The connection breaks, alone or with the whole server.</summary>
internal sealed class BreakFault(bool afterwards, bool kill) : Fault
{
    internal override async Task RunAsync(FaultedRequest request)
    {
        if (afterwards) request.Answer();
        if (kill)
        {
            // The server waits for this request to end, so this request must not wait for the server.
            _ = Task.Run(ClusterHost.KillOf(request.Http));
            await request.WaitForEndAsync();
        }

        request.Reset();
    }
}
