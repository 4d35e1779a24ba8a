using System.Globalization;
using MeshFederation.Clusters.Tests.Server.Access;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Hosting;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Server.Verbs;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>Answers one request: who asks, may they, what do they ask, and the answer.</summary>
internal sealed class RequestHandler(ClusterState state, ClusterHost host)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            var request = await ApiRequest.ReadAsync(http, TestUser.Anonymous);
            await AnswerAsync(http, request);
        }
        catch (StatusException status)
        {
            await AnswerWriter.WriteAsync(http, status.Answer);
        }
        catch (Exception error) when (error is not OperationCanceledException && !http.Response.HasStarted)
        {
            // A mistake of this server: the test that met it sees where it is.
            await AnswerWriter.WriteAsync(http, StatusBody.Failure(500, "InternalError", error.ToString()));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
    }

    private async Task AnswerAsync(HttpContext http, ApiRequest unknown)
    {
        var (fault, clock) = (state.Faults.Take(unknown), state.Clock);
        if (state.Writer.Stamp is var stamp && stamp != TimeProvider.System)
            http.Response.Headers.Date = stamp.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (!state.TellsTime) http.Response.Headers.Date = "not told";
        var came = clock.GetTimestamp();
        var request = fault is AnswerFault ? unknown : unknown with { User = state.Authentication.Authenticate(http) };
        state.Requests.Enqueue(request);
        if (fault is null)
        {
            await ServeAsync(http, request, TimeTaken);
        }
        else
        {
            await fault.RunAsync(new(
                http,
                () => Answer(request, TimeTaken()),
                body => Answer(request with { Body = body }, TimeTaken()),
                () => ServeAsync(http, request, TimeTaken))
            { Body = request.Body });
        }

        TimeSpan TimeTaken() => clock.GetElapsedTime(came);
    }

    private async Task ServeAsync(HttpContext http, ApiRequest request, Func<TimeSpan> timeTaken)
    {
        if (request.Verb == "watch" && Find(request) is { } call)
        {
            state.Authorization.Check(request);
            await new WatchVerb(call, http, () => state.Bookmark).RunAsync(host.Stopping);
        }
        else if (request.Resource is { Plural: "pods", Subresource: "portforward" } && Find(request) is { } pod)
        {
            // From Kubernetes 1.35 on, forwarding by a WebSocket needs both verbs (feature gate
            // AuthorizePodWebsocketUpgradeCreatePermission).
            state.Authorization.Check(request);
            state.Authorization.CheckCreate(request);
            await new PortForwardVerb(pod, http, state).RunAsync(host.Stopping);
        }
        else
        {
            await AnswerWriter.WriteAsync(http, Answer(request, timeTaken()));
        }
    }

    private ApiAnswer Answer(ApiRequest request, TimeSpan timeTaken)
    {
        try
        {
            RequestDeadline.Check(request, timeTaken);
            state.Authorization.Check(request);
            return Find(request) is { } call ? state.Locked(_ => ResourceRouter.Run(call, state)) : Discovery.Answer(state, request);
        }
        catch (StatusException status)
        {
            return status.Answer;
        }
    }

    private ResourceCall? Find(ApiRequest request) =>
        request.Resource is { } resource ? ResourceRouter.Find(state, request, resource) : null;
}
