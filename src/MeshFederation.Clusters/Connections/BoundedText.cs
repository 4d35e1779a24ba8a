using System.Text;

namespace MeshFederation.Clusters.Connections;

/// <summary>Reads what a program prints, which may have no end.</summary>
internal static class BoundedText
{
    private const int BufferSize = 4096;

    /// <summary>Reads to the end.</summary>
    /// <returns>The text; null when it is longer than it may be.</returns>
    public static async Task<string?> ReadAsync(TextReader reader, int most, CancellationToken ct)
    {
        var text = new StringBuilder();
        var buffer = new char[BufferSize];
        for (int read; (read = await reader.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0; text.Append(buffer, 0, read))
        {
            if (text.Length + read > most) return null;
        }

        return text.ToString();
    }

    /// <summary>Reads to the end, line by line; of a line that is longer than it may be, the rest is passed over.</summary>
    public static async Task ReadLinesAsync(TextReader reader, int most, Action<string> onLine, CancellationToken ct)
    {
        var line = new StringBuilder();
        var buffer = new char[BufferSize];
        for (int read; (read = await reader.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
        {
            foreach (var letter in buffer.AsMemory(0, read).ToArray())
            {
                if (letter is '\n' or '\r') End();
                else if (line.Length < most) line.Append(letter);
            }
        }

        End();

        void End()
        {
            if (line.ToString() is { Length: > 0 } whole && !string.IsNullOrWhiteSpace(whole)) onLine(whole);
            line.Clear();
        }
    }
}
