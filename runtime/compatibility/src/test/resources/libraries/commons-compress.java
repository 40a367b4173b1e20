import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

public class Use {
    public static String use() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new CompressorStreamFactory().createCompressorOutputStream(CompressorStreamFactory.BZIP2, bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry("a.txt");
            entry.setSize(4);
            tar.putArchiveEntry(entry);
            tar.write("text".getBytes());
            tar.closeArchiveEntry();
        }
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new CompressorStreamFactory()
                .createCompressorInputStream(new ByteArrayInputStream(bytes.toByteArray())))) {
            return tar.getNextEntry().getName() + " " + new String(tar.readAllBytes());
        }
    }
}
