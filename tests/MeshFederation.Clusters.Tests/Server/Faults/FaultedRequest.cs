using System.Net.Sockets;
using MeshFederation.Clusters.Tests.Server.Requests;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>A request with which something goes wrong.</summary>
/// <param name="Http">The connection.</param>
/// <param name="Answer">Does what is asked for and returns the answer.</param>
/// <param name="AnswerTo">Does what is asked for with another body, and returns the answer.</param>
/// <param name="ServeAsync">Does what is asked for and answers, as if nothing were wrong.</param>
internal sealed record FaultedRequest(
    HttpContext Http, Func<ApiAnswer> Answer, Func<string, ApiAnswer> AnswerTo, Func<Task> ServeAsync)
{
    /// <summary>The body, as it came.</summary>
    public string Body { get; init; } = "";

    /// <summary>Resets the connection: the client is told so at once, by TCP.</summary>
    public void Reset()
    {
        if (Http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Http.Abort();
    }

    /// <summary>Waits until the client has gone, or the server is stopped.</summary>
    public async Task WaitForEndAsync()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Http.RequestAborted.Register(end.SetResult);
        await end.Task;
    }
}
