using MeshFederation.Clusters.Tests.Server.Access;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Server.Verbs;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>Answers one request: who asks, may they, what do they ask, and the answer.</summary>
internal sealed class RequestHandler(ClusterState state, CancellationToken stopping)
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
        var request = unknown with { User = state.Authentication.Authenticate(http) };
        state.Requests.Enqueue(request);
        state.Authorization.Check(request);
        var call = request.Resource is { } resource ? ResourceRouter.Find(state, request, resource) : null;
        if (call is not null && request.Verb == "watch") await new WatchVerb(call, http, () => state.Bookmark).RunAsync(stopping);
        else await AnswerWriter.WriteAsync(http, call is null ? Discovery.Answer(state, request) : state.Locked(_ => ResourceRouter.Run(call, state)));
    }
}
